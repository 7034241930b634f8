namespace Sweep.Coordinator.Studies;

/// <summary>Finds the name that someone probably meant.</summary>
public static class NearestName
{
    /// <summary>" Did you mean `latent`?" or nothing, and " Allowed: a, b, c."</summary>
    public static string Hint(string found, IEnumerable<string> allowed)
    {
        var names = allowed.ToList();
        return names.Count > 0 ? $"{Meant(found, names)} Allowed: {string.Join(", ", names)}." : "";
    }

    /// <summary>" Did you mean `node-a`?" or nothing, and " There are: node-a, node-b." or " There is none."</summary>
    /// <param name="most">So many are named, the last of them.</param>
    public static string Known(string found, IReadOnlyCollection<string> names, int most = int.MaxValue) =>
        names.Count > 0 ? $"{Meant(found, names)} There are: {string.Join(", ", names.TakeLast(most))}." : " There is none.";

    /// <summary>The nearest of the names, when it is near: at most a third of the letters differ.</summary>
    public static string? Of(string found, IEnumerable<string> names)
    {
        var (nearest, least) = ((string?)null, int.MaxValue);
        foreach (var name in names)
        {
            var distance = Distance(found, name);
            if (distance < least)
            {
                (nearest, least) = (name, distance);
            }
        }

        return least <= Math.Max(1, (found.Length + 1) / 3) ? nearest : null;
    }

    private static string Meant(string found, IEnumerable<string> names) => Of(found, names) is { } nearest ? $" Did you mean `{nearest}`?" : "";

    /// <summary>Letters to insert, delete, replace, or swap with their neighbour: the optimal string alignment distance.</summary>
    private static int Distance(string a, string b)
    {
        // Names are short: what is longer was not meant to be one.
        if (a.Length > 64)
        {
            return int.MaxValue;
        }

        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(
                        Math.Min(table[i - 1, j], table[i, j - 1]) + 1,
                        table[i - 1, j - 1] + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1)),
                };
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[a.Length, b.Length];
    }
}
