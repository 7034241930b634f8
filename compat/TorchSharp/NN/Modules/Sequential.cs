using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>Modules one after the other, each fed what the one before made.</summary>
    public class Sequential : Module<Tensor, Tensor>
    {
        private readonly List<Module<Tensor, Tensor>> steps = [];

        internal Sequential(IEnumerable<(string name, Module<Tensor, Tensor> module)> modules)
            : base(nameof(Sequential))
        {
            foreach (var (name, module) in modules)
            {
                append(name, module);
            }
        }

        public int Count => steps.Count;

        public Module<Tensor, Tensor> this[int index] => steps[index];

        public Sequential append(string name, Module<Tensor, Tensor> module)
        {
            register_module(name, module);
            steps.Add(module);
            return this;
        }

        public Sequential append(Module<Tensor, Tensor> module) => append(steps.Count.ToString(), module);

        public override Tensor forward(Tensor input)
        {
            var value = steps.Count == 0 ? input.alias() : input;
            foreach (var step in steps)
            {
                var next = step.call(value);
                // What only the next module was to see need not wait for the scope's end.
                if (!ReferenceEquals(value, input) && !ReferenceEquals(value, next))
                {
                    value.Dispose();
                }
                value = next;
            }
            return value;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Sequential Sequential() => new([]);

            public static Modules.Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            public static Modules.Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new(modules);

            public static Modules.Sequential Sequential(params Module<Tensor, Tensor>[] modules) => Sequential((IEnumerable<Module<Tensor, Tensor>>)modules);

            public static Modules.Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) =>
                new(modules.Select((module, index) => (index.ToString(), module)));
        }
    }
}
