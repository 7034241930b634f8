using System.Collections.Immutable;
using Sweep.Messages;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Files;

/// <summary>
/// What a node has told the coordinator to keep, folder by folder: the newest of each, said again after 5 s, 10 s, 20 s, 30 s, 30 s, … until it
/// is kept. Pure: times since some moment come with the calls.
/// </summary>
internal sealed class OfferBook
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Offer> offers = [];

    /// <param name="files">Of one folder. They take the place of what was offered of it, unless that is of a later epoch.</param>
    /// <param name="sweep">Whose run wrote them.</param>
    /// <param name="isLast">The run has ended: once they are kept, nobody needs to be told of the folder any more.</param>
    public void Add(string folder, ImmutableArray<FileEntry> files, SweepId sweep, bool isLast)
    {
        if (!offers.TryGetValue(folder, out var offer) || (EpochOf(files) >= EpochOf(offer.Files) && !offer.Files.SequenceEqual(files)))
        {
            offers[folder] = offer = new Offer(files, sweep);
        }

        offer.IsLast |= isLast;
        ForgetIfDone(folder, offer);
    }

    /// <summary>What is to be said now.</summary>
    public IReadOnlyList<ImmutableArray<FileEntry>> Due(TimeSpan now)
    {
        var due = offers.Values.Where(offer => !offer.IsKept && offer.Next <= now).ToList();
        foreach (var offer in due)
        {
            offer.Next = now + Backoff.Delay(++offer.Said, FirstPause, LongestPause);
        }

        return due.ConvertAll(offer => offer.Files);
    }

    /// <summary>They are kept, unless newer ones have been offered meanwhile.</summary>
    public void Keep(string folder, ImmutableArray<FileEntry> files)
    {
        if (offers.TryGetValue(folder, out var offer) && offer.Files.SequenceEqual(files))
        {
            offer.IsKept = true;
            ForgetIfDone(folder, offer);
        }
    }

    /// <summary>They could not be kept this time.</summary>
    /// <returns>Whose run wrote what is offered of the folder, and how often that was not kept; null when nothing is.</returns>
    public (SweepId Sweep, int Times)? Refuse(string folder) => offers.TryGetValue(folder, out var offer) ? (offer.Sweep, ++offer.Refusals) : null;

    /// <summary>Whether nothing of the folder is yet to be kept.</summary>
    public bool IsKept(string folder) => !offers.TryGetValue(folder, out var offer) || offer.IsKept;

    /// <summary>Another coordinator has to keep them: all are to be said anew.</summary>
    public void Restart()
    {
        foreach (var (folder, offer) in offers.ToList())
        {
            offers[folder] = new Offer(offer.Files, offer.Sweep) { IsLast = offer.IsLast };
        }
    }

    private void ForgetIfDone(string folder, Offer offer)
    {
        if (offer is { IsKept: true, IsLast: true })
        {
            offers.Remove(folder);
        }
    }

    private static int EpochOf(ImmutableArray<FileEntry> files) => files.Max(file => StoredFile.TryParse(file.Name)?.Epoch ?? 0);

    private sealed class Offer(ImmutableArray<FileEntry> files, SweepId sweep)
    {
        public ImmutableArray<FileEntry> Files { get; } = files;

        public SweepId Sweep { get; } = sweep;

        public bool IsLast { get; set; }

        public bool IsKept { get; set; }

        public int Refusals { get; set; }

        public TimeSpan Next { get; set; }

        /// <summary>How often.</summary>
        public int Said { get; set; }
    }
}
