using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sweep.Coordinator.Studies.Yaml;

/// <summary>Reads YAML as a tree that knows its places. A study is one document of maps, lists and scalars, without anchors, aliases and tags.</summary>
internal sealed class StudyTree
{
    private const int MaximumDepth = 32;

    private readonly Parser parser;
    private readonly Func<Mark, StudyPlace> placeOf;
    private readonly StudyProblems problems;

    private StudyTree(string text, Func<Mark, StudyPlace> placeOf, StudyProblems problems)
    {
        parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        (this.placeOf, this.problems) = (placeOf, problems);
    }

    /// <exception cref="StudyException">The text is no YAML, several documents, or nested too deeply.</exception>
    public static StudyNode Read(string file, string text, StudyProblems problems) =>
        new StudyTree(text, mark => new StudyPlace(file, (int)mark.Line, (int)mark.Column), problems).Read();

    /// <summary>Reads the value of an override; everything in it stands at <paramref name="place"/>.</summary>
    /// <exception cref="StudyException">The text is no YAML.</exception>
    public static StudyNode Read(StudyPlace place, string text, StudyProblems problems) => new StudyTree(text, _ => place, problems).Read();

    private StudyNode Read()
    {
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out var end))
            {
                var place = placeOf(end.Start);
                return new StudyNode.Scalar(place, "", IsPlain: true);
            }

            parser.Consume<DocumentStart>();
            var root = ReadNode(1);
            parser.Consume<DocumentEnd>();
            return parser.Accept<StreamEnd>(out _) ? root : throw SecondDocument();
        }
        catch (YamlException error)
        {
            throw Invalid(placeOf(error.Start), Sentence(error.Message) + " ");
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // The parser meets some broken texts with these, and without a place: the last thing that it understood is near.
            throw Invalid(parser.Current is { } last ? placeOf(last.Start) : placeOf(new Mark(0, 1, 1)), "");
        }
    }

    private StudyException Invalid(StudyPlace place, string reason) =>
        problems.Fatal(place, $"{place} is no valid YAML: {reason}Check indentation, colons and brackets on this line and its neighbours.");

    private StudyNode ReadNode(int depth)
    {
        if (parser.Current is null && !parser.MoveNext())
        {
            throw new SyntaxErrorException("The document ends too early.");
        }

        var current = parser.Current!;
        var place = placeOf(current.Start);
        if (depth > MaximumDepth)
        {
            throw problems.Fatal(place, $"{place} is nested deeper than {MaximumDepth} levels, which no study needs.");
        }

        RefuseAnchorsAndTags(current, place);
        switch (current)
        {
            case YamlDotNet.Core.Events.Scalar scalar:
                parser.MoveNext();
                return new StudyNode.Scalar(place, scalar.Value, scalar.Style == ScalarStyle.Plain);
            case AnchorAlias alias:
                problems.Add(place, $"`*{alias.Value}` ({place}) is an alias, which a study cannot have: write the value out.");
                parser.MoveNext();
                return new StudyNode.Scalar(place, "", IsPlain: true);
            case SequenceStart:
                return ReadSequence(place, depth);
            case MappingStart:
                return ReadMapping(place, depth);
            default:
                throw new SyntaxErrorException(current.Start, current.End, "A value was expected.");
        }
    }

    private StudyNode.Sequence ReadSequence(StudyPlace place, int depth)
    {
        parser.Consume<SequenceStart>();
        var items = ImmutableArray.CreateBuilder<StudyNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new StudyNode.Sequence(place, items.ToImmutable());
    }

    private StudyNode.Mapping ReadMapping(StudyPlace place, int depth)
    {
        parser.Consume<MappingStart>();
        var entries = ImmutableArray.CreateBuilder<StudyEntry>();
        var known = new Dictionary<string, StudyPlace>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not StudyNode.Scalar { Text: var name })
            {
                problems.Add(key.Place, $"The key at {key.Place} is {key.Shown}, but must be a name.");
            }
            else if (!known.TryAdd(name, key.Place))
            {
                problems.Add(key.Place, $"`{name}` ({key.Place}) stands here for the second time, first at {known[name]}: keep one of them.");
            }
            else
            {
                entries.Add(new StudyEntry(name, key.Place, value));
            }
        }

        return new StudyNode.Mapping(place, entries.ToImmutable());
    }

    private void RefuseAnchorsAndTags(ParsingEvent current, StudyPlace place)
    {
        if (current is not NodeEvent node)
        {
            return;
        }

        if (!node.Anchor.IsEmpty)
        {
            problems.Add(place, $"`&{node.Anchor}` ({place}) is an anchor, which a study cannot have: write the value out where it is used.");
        }

        if (!node.Tag.IsEmpty)
        {
            problems.Add(place, $"`{node.Tag}` ({place}) is a tag, which a study cannot have: leave it out.");
        }
    }

    private StudyException SecondDocument()
    {
        var place = placeOf(parser.Current!.Start);
        return problems.Fatal(place, $"{place} begins a second document, but a study file has one: make it a file of its own, or a list under `grids`.");
    }

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";
}
