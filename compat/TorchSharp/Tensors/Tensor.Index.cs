using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[long i1]
        {
            get => index(i1);
            set => index_put_(value, i1);
        }

        public Tensor this[long i1, long i2]
        {
            get => index(i1, i2);
            set => index_put_(value, i1, i2);
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => index(i1, i2, i3);
            set => index_put_(value, i1, i2, i3);
        }

        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(i1, i2, i3, i4);
            set => index_put_(value, i1, i2, i3, i4);
        }

        /// <summary>A view where the indices are numbers and ranges; a copy where one is a tensor.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            using var scope = NewDisposeScope();
            var view = View(indices, out var picks);
            return (picks.Exists(pick => pick is not null) ? view.Pick(picks) : view).MoveToOuterDisposeScope();
        }

        public Tensor index(params Tensor[] indices) => Pick(indices);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            using var scope = NewDisposeScope();
            var view = View(indices, out var picks);
            if (picks.Exists(pick => pick is not null))
            {
                view.Put(picks, value);
            }
            else
            {
                view.copy_(value);
            }
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices)
        {
            Put(indices, value);
            return this;
        }

        /// <summary>Applies all but the tensors among the indices; those are left for each dimension of the result.</summary>
        private Tensor View(TensorIndex[] indices, out List<Tensor?> picks)
        {
            picks = [];
            var view = alias();
            var taken = indices.Count(index => index.kind is TensorIndex.Kind.Single or TensorIndex.Kind.Slice or TensorIndex.Kind.Tensor);
            foreach (var index in indices)
            {
                switch (index.kind)
                {
                    case TensorIndex.Kind.Single:
                        view = view.select(picks.Count, index.start.GetValueOrDefault());
                        break;
                    case TensorIndex.Kind.Slice:
                        view = Operations.slice(view, picks.Count, index.start, index.stop, index.step ?? 1);
                        picks.Add(null);
                        break;
                    case TensorIndex.Kind.Ellipsis:
                        picks.AddRange(Enumerable.Repeat<Tensor?>(null, (int)Dimensions - taken));
                        break;
                    case TensorIndex.Kind.Tensor:
                        picks.Add(index.tensor);
                        break;
                    default:
                        view = view.unsqueeze(picks.Count);
                        picks.Add(null);
                        break;
                }
            }
            return view;
        }

        private unsafe Tensor Pick(IReadOnlyList<Tensor?> picks)
        {
            fixed (nint* handles = Handles.OrNull(picks))
            {
                var result = Operations.shim_tensor_index(Handle, handles, picks.Count);
                GC.KeepAlive(picks);
                return Own(result);
            }
        }

        private unsafe void Put(IReadOnlyList<Tensor?> picks, Tensor value)
        {
            fixed (nint* handles = Handles.OrNull(picks))
            {
                var done = Operations.shim_tensor_index_put(Handle, handles, picks.Count, value.Handle);
                GC.KeepAlive(picks);
                Operations.Check(done);
            }
        }
    }
}
