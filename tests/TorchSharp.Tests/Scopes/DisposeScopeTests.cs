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
            made = ones(3);
            view = made.reshape(3, 1);
            Assert.False(made.IsInvalid);
        }

        Assert.True(made.IsInvalid);
        Assert.True(view.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => made.shape);
    }

    [Fact]
    public void A_tensor_moved_to_the_outer_scope_ends_with_that()
    {
        Tensor made;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                made = ones(3).MoveToOuterDisposeScope();
            }
            Assert.False(made.IsInvalid);
        }

        Assert.True(made.IsInvalid);
    }

    [Fact]
    public void A_tensor_moved_out_of_the_outermost_scope_lives_on()
    {
        Tensor made;
        using (NewDisposeScope())
        {
            made = ones(3).MoveToOuterDisposeScope();
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
            made = ones(3).DetachFromDisposeScope();
        }

        Assert.False(made.IsInvalid);
        made.Dispose();
        Assert.True(made.IsInvalid);
    }

    [Fact]
    public void Everything_but_what_is_kept_can_be_disposed_before_the_end()
    {
        using var scope = NewDisposeScope();
        var kept = ones(3);
        var dropped = ones(3);

        scope.DisposeEverythingBut(kept);

        Assert.False(kept.IsInvalid);
        Assert.True(dropped.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void What_is_disposed_by_hand_leaves_its_scope()
    {
        using var scope = NewDisposeScope();
        var made = ones(3);
        Assert.Equal(1, scope.DisposablesCount);

        made.Dispose();
        made.Dispose();

        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void A_scope_of_one_thread_leaves_other_threads_alone()
    {
        Tensor? made = null;
        using (NewDisposeScope())
        {
            var thread = new Thread(() => made = ones(3));
            thread.Start();
            thread.Join();
        }

        Assert.False(made!.IsInvalid);
        made.Dispose();
    }
}
