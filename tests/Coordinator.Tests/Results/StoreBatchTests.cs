using System.Collections;
using System.Reflection;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Tests.Support;

namespace Sweep.Coordinator.Tests.Results;

public sealed class StoreBatchTests
{
    public static TheoryData<string> Kinds => [.. typeof(StoreBatch).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Batches_that_are_joined_lose_rows_of_no_kind(string kind)
    {
        var property = typeof(StoreBatch).GetProperty(kind)!;
        StoreBatch[] batches = [With(property), new(), With(property)];

        var joined = (ICollection)property.GetValue(StoreBatch.Join(batches))!;

        Assert.Equal(2, joined.Count);
    }

    [Fact]
    public void Rows_keep_their_order_when_batches_are_joined()
    {
        var joined = StoreBatch.Join([new StoreBatch { Results = [StoreRows.Completed(3)] }, new StoreBatch { Results = [StoreRows.Completed(1)] }]);

        Assert.Equal([3, 1], joined.Results.Select(result => result.Run.Index));
    }

    // What is in the row makes no difference.
    private static StoreBatch With(PropertyInfo property)
    {
        var batch = new StoreBatch();
        property.SetValue(batch, Array.CreateInstance(property.PropertyType.GenericTypeArguments.Single(), 1));
        return batch;
    }
}
