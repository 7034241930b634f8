using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.TorchSharp.Tests.Scopes;

public class DisposeScopeTests
{
    [Fact]
    public void What_a_scope_saw_made_ends_with_it()
    {
        Tensor made, view;
        using (NewDisposeScope())
        {
            made = ones([3]);
            view = made.reshape(3, 1);
            AssertAlive(made);
        }

        AssertDisposed(made);
        AssertDisposed(view);
    }

    [Fact]
    public void A_tensor_moved_to_the_outer_scope_ends_with_that()
    {
        Tensor made;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                made = ones([3]).MoveToOuterDisposeScope();
            }
            AssertAlive(made);
        }

        AssertDisposed(made);
    }

    [Fact]
    public void A_tensor_moved_out_of_the_outermost_scope_lives_on()
    {
        Tensor made;
        using (NewDisposeScope())
        {
            made = ones([3]).MoveToOuterDisposeScope();
        }

        Assert.Equal(3f, made.sum().item<float>());
        made.Dispose();
    }

    [Fact]
    public void A_detached_tensor_is_nobodys()
    {
        Tensor made;
        using (NewDisposeScope())
        using (NewDisposeScope())
        {
            made = ones([3]).DetachFromDisposeScope();
        }

        AssertAlive(made);
        made.Dispose();
        AssertDisposed(made);
    }

    [Fact]
    public void What_was_disposed_by_hand_may_be_disposed_again()
    {
        using var scope = NewDisposeScope();
        var made = ones([3]);

        made.Dispose();
        made.Dispose();

        AssertDisposed(made);
    }

    [Fact]
    public void A_scope_of_one_thread_leaves_other_threads_alone()
    {
        Tensor? made = null;
        using (NewDisposeScope())
        {
            var thread = new Thread(() => made = ones([3]));
            thread.Start();
            thread.Join();
        }

        AssertAlive(made);
        made!.Dispose();
    }

    private static void AssertAlive(Tensor? tensor) => Assert.Equal([3], tensor!.flatten().shape);

    private static void AssertDisposed(Tensor tensor) => Assert.Throws<InvalidOperationException>(() => tensor.shape);
}
