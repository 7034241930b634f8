using System.Collections.Immutable;

namespace Sweep.Coordinator.Studies.Yaml;

/// <summary>A value of a study file that knows where it stands.</summary>
public abstract record StudyNode
{
    private StudyNode(StudyPlace place) => Place = place;

    public StudyPlace Place { get; }

    /// <summary>What it is, for error messages: <c>0</c>, the text <c>"128"</c>, a list, a map.</summary>
    public abstract string Shown { get; }

    /// <param name="IsPlain">Written without quotes: it may be a number.</param>
    public sealed record Scalar(StudyPlace Place, string Text, bool IsPlain) : StudyNode(Place)
    {
        /// <summary>Nothing was written, or <c>null</c>.</summary>
        public bool IsEmpty => IsPlain && Text is "" or "~" or "null";

        public override string Shown => IsEmpty ? "empty" : IsPlain ? Shorten(Text) : $"the text \"{Shorten(Text)}\"";

        private static string Shorten(string text) => text.Length <= 40 ? text : text[..37] + "...";
    }

    public sealed record Sequence(StudyPlace Place, ImmutableArray<StudyNode> Items) : StudyNode(Place)
    {
        public override string Shown => Items.IsEmpty ? "an empty list" : "a list";
    }

    public sealed record Mapping(StudyPlace Place, ImmutableArray<StudyEntry> Entries) : StudyNode(Place)
    {
        public override string Shown => Entries.IsEmpty ? "an empty map" : "a map";

        public StudyNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;
    }
}

/// <param name="Place">Of the key.</param>
public sealed record StudyEntry(string Key, StudyPlace Place, StudyNode Value);
