using System.Text;
using System.Text.Encodings.Web;

namespace Sweep.Reports.Figures;

/// <summary>Pieces of HTML. What comes in as text comes out as text, whatever characters it has.</summary>
internal static class Html
{
    public static string Text(string text) => HtmlEncoder.Default.Encode(text);

    /// <param name="rows">Cells as safe HTML.</param>
    /// <param name="numbers">Columns that stand to the right.</param>
    public static string Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows, IReadOnlySet<int> numbers, bool isSortable = false)
    {
        var html = new StringBuilder($"<div class=\"wide\"><table{(isSortable ? " class=\"sortable\"" : "")}><thead><tr>");
        for (var column = 0; column < header.Count; column++)
        {
            html.Append(Open("th", column)).Append(Text(header[column])).Append("</th>");
        }

        html.Append("</tr></thead>\n<tbody>");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            for (var column = 0; column < row.Count; column++)
            {
                html.Append(Open("td", column)).Append(row[column]).Append("</td>");
            }

            html.Append("</tr>\n");
        }

        return html.Append("</tbody></table></div>").ToString();

        string Open(string tag, int column) => numbers.Contains(column) ? $"<{tag} class=\"number\">" : $"<{tag}>";
    }
}
