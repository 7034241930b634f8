using Akka.Actor;
using Sweep.Messages;

namespace Sweep.GpuNode.Files;

/// <summary>Asks someone who may not hear it the first time: again after 0.25 s, 0.5 s, 1 s, and four times in all.</summary>
/// <param name="whom">Whoever answers, or passes the questions on.</param>
/// <param name="answerLimit">How long each answer may take; 10 s by default.</param>
internal sealed class AskAgain(ICanTell whom, TimeProvider clock, TimeSpan? answerLimit = null)
{
    /// <summary>How often something is asked for before it is given up.</summary>
    public const int Times = 4;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);

    private readonly TimeSpan answerLimit = answerLimit ?? TimeSpan.FromSeconds(10);

    /// <param name="what">Is asked for; in words for people.</param>
    /// <exception cref="FileFetchException">Nobody answered.</exception>
    public async Task<T> AskAsync<T>(object question, string what, CancellationToken stop)
    {
        for (var time = 1; ; time++)
        {
            try
            {
                return await whom.Ask<T>(question, answerLimit, stop);
            }
            catch (AskTimeoutException error)
            {
                if (time == Times)
                {
                    throw new FileFetchException(FetchFailure.Unanswered, $"{what} was asked for {Times} times, and nobody answered.", error);
                }
            }

            await Task.Delay(Backoff.Delay(time, FirstDelay, answerLimit), clock, stop);
        }
    }
}
