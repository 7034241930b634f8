using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Something with parameters, buffers and modules of its own, all of which it disposes.</summary>
        public class Module : IDisposable
        {
            private readonly string name;
            private readonly Dictionary<string, Parameter> ownParameters = [];
            private readonly Dictionary<string, Tensor> ownBuffers = [];
            private readonly Dictionary<string, Module> ownModules = [];
            private bool registered;

            protected Module(string name) => this.name = name;

            /// <summary>Whether the module trains, rather than being evaluated; it does from the start.</summary>
            public virtual bool training { get; private set; } = true;

            public virtual string GetName() => name;

            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var module in children())
                {
                    module.train(train);
                }
            }

            public virtual void eval() => train(false);

            public virtual void zero_grad()
            {
                foreach (var parameter in parameters())
                {
                    parameter.grad = null;
                }
            }

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
                Own(recurse, module => module.ownParameters).DistinctBy(named => named.value.Handle);

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(named => named.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true) => Own(recurse, module => module.ownBuffers);

            public virtual IEnumerable<Tensor> buffers(bool recurse = true) => named_buffers(recurse).Select(named => named.buffer);

            public virtual IEnumerable<(string name, Module module)> named_children() => ownModules.Select(own => (own.Key, own.Value));

            public virtual IEnumerable<Module> children() => named_children().Select(named => named.module);

            public virtual IEnumerable<(string name, Module module)> named_modules() => named_children()
                .Concat(ownModules.SelectMany(own => own.Value.named_modules().Select(inner => ($"{own.Key}.{inner.name}", inner.module))));

            public virtual IEnumerable<Module> modules() => named_modules().Select(named => named.module);

            /// <summary>Parameters and buffers by name.</summary>
            public virtual Dictionary<string, Tensor> state_dict() => named_parameters().Select(named => (named.name, value: (Tensor)named.parameter))
                .Concat(named_buffers().Select(named => (named.name, value: named.buffer)))
                .ToDictionary(named => named.name, named => named.value);

            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                Add(ownParameters, name, param, "Parameter");
            }

            public virtual void register_buffer(string name, Tensor tensor)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                Add(ownBuffers, name, tensor, "Tensor");
            }

            public virtual void register_module(string name, Module submodule)
            {
                if (string.IsNullOrEmpty(name) || name.Contains('.'))
                {
                    throw new ArgumentException($"The module's name is '{name}', but must have at least one letter and no dot.", nameof(name));
                }
                submodule.RegisterComponents();
                Add(ownModules, name, submodule, "Sub-module");
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                {
                    return;
                }
                foreach (var tensor in ownParameters.Values.Concat(ownBuffers.Values))
                {
                    tensor.Dispose();
                }
                foreach (var module in ownModules.Values)
                {
                    module.Dispose();
                }
            }

            /// <summary>Registers what the fields hold under the fields' names; to be called at the end of the constructor.</summary>
            protected virtual void RegisterComponents()
            {
                if (registered)
                {
                    return;
                }
                registered = true;
                foreach (var field in GetType().GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
                {
                    if (ownModules.ContainsKey(field.Name) || ownParameters.ContainsKey(field.Name) || ownBuffers.ContainsKey(field.Name))
                    {
                        continue;
                    }
                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(field.Name, module);
                            break;
                        case Parameter parameter:
                            register_parameter(field.Name, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(field.Name, tensor);
                            break;
                    }
                }
            }

            internal Module Move(Func<Tensor, Tensor> move)
            {
                foreach (var (key, parameter) in ownParameters.ToList())
                {
                    using (no_grad())
                    {
                        parameter.Replace(move(parameter));
                    }
                }
                foreach (var (key, buffer) in ownBuffers.ToList())
                {
                    buffer.Replace(move(buffer));
                }
                foreach (var module in ownModules.Values)
                {
                    module.Move(move);
                }
                return this;
            }

            private static void Add<T>(Dictionary<string, T> own, string name, T value, string kind)
            {
                if (!own.TryAdd(name, value))
                {
                    throw new InvalidOperationException($"{kind} {name} is already registered.");
                }
            }

            private IEnumerable<(string name, T value)> Own<T>(bool recurse, Func<Module, Dictionary<string, T>> choose)
            {
                foreach (var (key, value) in choose(this))
                {
                    yield return (key, value);
                }
                if (!recurse)
                {
                    yield break;
                }
                foreach (var (key, module) in ownModules)
                {
                    foreach (var (inner, value) in module.Own(true, choose))
                    {
                        yield return ($"{key}.{inner}", value);
                    }
                }
            }
        }

        /// <summary>A module that makes one thing of one.</summary>
        public abstract class Module<T, TResult> : Module
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T input);

            public TResult call(T input) => forward(input);
        }

        /// <summary>A module that makes one thing of two.</summary>
        public abstract class Module<T1, T2, TResult> : Module
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2);

            public TResult call(T1 input1, T2 input2) => forward(input1, input2);
        }
    }
}
