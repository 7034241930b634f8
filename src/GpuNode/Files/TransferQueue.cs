namespace Sweep.GpuNode.Files;

/// <summary>
/// Which transfers are under way: a bounded number, one for each folder. Of what waits for one folder only the newest stays, because it makes the
/// others needless.
/// </summary>
/// <param name="most">Under way at a time.</param>
/// <param name="mostWaiting">More folders than that do not wait: their owners say it again.</param>
internal sealed class TransferQueue<T>(int most, int mostWaiting)
{
    private readonly OrderedDictionary<string, T> waiting = [];
    private readonly HashSet<string> active = [];

    /// <returns>False when too many wait.</returns>
    public bool Add(string folder, T transfer)
    {
        if (waiting.Count >= mostWaiting && !waiting.ContainsKey(folder))
        {
            return false;
        }

        waiting[folder] = transfer;
        return true;
    }

    /// <summary>Takes those that may begin now, in the order in which their folders came.</summary>
    public IReadOnlyList<(string Folder, T Transfer)> Begin()
    {
        var begun = waiting.Where(item => !active.Contains(item.Key)).Take(Math.Max(0, most - active.Count)).Select(item => (item.Key, item.Value)).ToList();
        foreach (var (folder, _) in begun)
        {
            waiting.Remove(folder);
            active.Add(folder);
        }

        return begun;
    }

    public void End(string folder) => active.Remove(folder);

    /// <summary>Forgets what waits and is of no use any more.</summary>
    public void Drop(Func<T, bool> isUseless)
    {
        foreach (var (folder, _) in waiting.Where(item => isUseless(item.Value)).ToList())
        {
            waiting.Remove(folder);
        }
    }
}
