namespace Sweep.Cli.Sources;

/// <summary>Notes of what keeps a watcher from seeing anything: the first, and no other until it sees something again.</summary>
internal sealed class QuietNotes(Action<string> note)
{
    private bool isQuiet;

    public void Say(string line)
    {
        if (!isQuiet)
        {
            isQuiet = true;
            note($"sweep: {line}");
        }
    }

    public void IsWell() => isQuiet = false;
}
