namespace Sweep.Coordinator.Http;

/// <summary>A request cannot be answered as asked.</summary>
/// <param name="status">Of HTTP.</param>
/// <param name="detail">What is wrong, and what to do.</param>
internal sealed class HttpProblem(int status, string detail, TimeSpan? retryAfter = null) : Exception(detail)
{
    public int Status { get; } = status;

    /// <summary>When it may be otherwise; null where asking again is of no use.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
