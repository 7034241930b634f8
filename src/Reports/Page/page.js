'use strict';
(() => {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  // Thousands of points, which are too much for a document's tree; in letters of the specification.
  const manyPoints = 50_000;
  let errors = 0;
  const failed = () => { root.dataset.errors = String(++errors); };
  window.addEventListener('error', failed);
  window.addEventListener('unhandledrejection', failed);

  // Okabe and Ito (2008), whose colours stay apart for the colour-blind; the order puts the best readable first on each ground.
  const light = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#5D5D5D', '#A89F00'];
  const onDark = ['#56B4E9', '#E69F00', '#2FC59B', '#E48FC0', '#F0E442', '#FF8A4C', '#B8C0C8', '#5B9BFF'];
  const classes = isDark => [...(isDark ? onDark : light), ...(isDark ? ['#D0A6FF', '#9BE15D'] : ['#882255', '#332288'])];

  const config = isDark => {
    const [text, faint, line] = isDark ? ['#e4e8ec', '#9aa5b0', '#333b44'] : ['#1b1f24', '#5c6670', '#e3e7eb'];
    const colours = isDark ? onDark : light;
    const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
    return {
      background: 'transparent', font,
      view: { stroke: line },
      axis: {
        labelColor: faint, titleColor: text, titleFontWeight: 'normal', titleFontSize: 12, labelFontSize: 11, gridColor: line, domainColor: faint, tickColor: faint,
        titlePadding: 8,
      },
      legend: { labelColor: text, titleColor: faint, titleFontWeight: 'normal', labelLimit: 260, symbolOpacity: 1, symbolStrokeWidth: 2 },
      header: { labelColor: text, labelFontSize: 13, titleColor: faint },
      title: { color: text, anchor: 'start' },
      mark: { color: colours[0], tooltip: true }, bar: { color: colours[0] }, rect: { color: colours[0] }, rule: { color: text }, line: { strokeWidth: 2, color: colours[0] },
      range: { category: colours, class: classes(isDark) },
    };
  };

  const draw = async () => {
    const charts = [...document.querySelectorAll('.chart')];
    for (const chart of charts) {
      const text = document.getElementById(chart.dataset.spec).textContent;
      try {
        const options = {
          config: config(dark.matches), renderer: text.length > manyPoints ? 'canvas' : 'svg', logLevel: vega.Warn, tooltip: { theme: dark.matches ? 'dark' : 'light' },
          actions: { export: true, source: false, compiled: false, editor: false },
        };
        await vegaEmbed(chart, JSON.parse(text), options);
        if (!(chart.querySelector('svg.marks, canvas.marks').getAttribute('width') > 0)) {
          throw new Error('it has no size');
        }
      } catch (error) {
        failed();
        chart.textContent = `This chart could not be drawn: ${error.message}`;
        chart.classList.add('error');
        console.error(error);
      }
    }
    root.dataset.drawn = String(charts.length);
  };
  dark.addEventListener('change', draw);
  draw();

  for (const table of document.querySelectorAll('table.sortable')) {
    const heads = [...table.tHead.rows[0].cells];
    const key = text => { const number = Number.parseFloat(text); return Number.isNaN(number) ? text : number; };
    heads.forEach((head, column) => head.addEventListener('click', () => {
      const sign = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
      heads.forEach(other => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', sign === 1 ? 'ascending' : 'descending');
      const order = (a, b) => {
        const [x, y] = [key(a.cells[column].textContent), key(b.cells[column].textContent)];
        return sign * (typeof x === typeof y ? (x < y ? -1 : x > y ? 1 : 0) : typeof x === 'number' ? -1 : 1);
      };
      table.tBodies[0].append(...[...table.tBodies[0].rows].sort(order));
    }));
  }
})();
