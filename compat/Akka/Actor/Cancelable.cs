namespace Akka.Actor;

/// <summary>Something that can be called off.</summary>
public interface ICancelable
{
    bool IsCancellationRequested { get; }

    CancellationToken Token { get; }

    void Cancel();
}

/// <summary>A cancelable that knows its one timer.</summary>
internal sealed class TimerCancelable : ICancelable
{
    private readonly CancellationTokenSource _source = new();

    public bool IsCancellationRequested => _source.IsCancellationRequested;

    public CancellationToken Token => _source.Token;

    public void Cancel() => _source.Cancel();
}
