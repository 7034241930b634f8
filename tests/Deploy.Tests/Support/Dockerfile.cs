using Sweep.Architecture.Tests;

namespace Sweep.Deploy.Tests.Support;

/// <summary>The stages of the Dockerfile with their instructions; continued lines are joined, comments left out.</summary>
public sealed class Dockerfile
{
    public const string Path = "deploy/docker/Dockerfile";

    private readonly List<Stage> stages = [];

    public IReadOnlyList<Stage> Stages => stages;

    public static Dockerfile Load()
    {
        var file = new Dockerfile();
        var lines = Repository.Text(Path).Split('\n').Where(line => !line.TrimStart().StartsWith('#'));
        foreach (var line in string.Join('\n', lines).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "FROM")
            {
                Assert.Equal((4, "AS"), (words.Length, words[2]));
                file.stages.Add(new Stage(words[3], words[1], []));
            }
            else
            {
                file.stages[^1].Instructions.Add(new Instruction(words[0], words[1..]));
            }
        }

        return file;
    }

    /// <summary>All that a stage consists of, those that it builds on included, the oldest first.</summary>
    public IReadOnlyList<Instruction> Of(string name) => stages.SingleOrDefault(stage => stage.Name == name) is { } stage
        ? [.. Of(stage.From), .. stage.Instructions]
        : [];

    /// <summary>The image from elsewhere that a stage builds on.</summary>
    public string ImageOf(string name) => stages.SingleOrDefault(stage => stage.Name == name) is { } stage ? ImageOf(stage.From) : name;

    public sealed record Stage(string Name, string From, List<Instruction> Instructions);

    public sealed record Instruction(string Name, IReadOnlyList<string> Words)
    {
        public string Text => string.Join(' ', Words);

        /// <summary>Words that are no flags of the instruction itself.</summary>
        public IReadOnlyList<string> Arguments => [.. Words.SkipWhile(word => word.StartsWith("--", StringComparison.Ordinal))];

        public string? Flag(string name) => Words.FirstOrDefault(word => word.StartsWith($"--{name}=", StringComparison.Ordinal))?[(name.Length + 3)..];
    }
}
