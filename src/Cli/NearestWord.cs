namespace Sweep.Cli;

/// <summary>Finds what someone meant to type.</summary>
public static class NearestWord
{
    /// <summary>The candidate with the fewest edits (a swap of neighbours is one), if no more than a third of the word must change.</summary>
    public static string? Find(string word, IEnumerable<string> candidates) => candidates
        .Select(candidate => (candidate, Edits: Distance(word, candidate)))
        .Where(found => found.Edits <= Math.Max(1, Math.Max(word.Length, found.candidate.Length) / 3))
        .OrderBy(found => found.Edits)
        .ThenBy(found => found.candidate, StringComparer.Ordinal)
        .Select(found => found.candidate)
        .FirstOrDefault();

    // Optimal string alignment: https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance
    private static int Distance(string from, string to)
    {
        var edits = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                edits[i, j] = (i, j) switch
                {
                    (_, 0) => i,
                    (0, _) => j,
                    _ => Cheapest(edits, from, to, i, j),
                };
            }
        }

        return edits[from.Length, to.Length];
    }

    private static int Cheapest(int[,] edits, string from, string to, int i, int j)
    {
        var least = Math.Min(edits[i - 1, j] + 1, edits[i, j - 1] + 1);
        least = Math.Min(least, edits[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
        var isSwap = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
        return isSwap ? Math.Min(least, edits[i - 2, j - 2] + 1) : least;
    }
}
