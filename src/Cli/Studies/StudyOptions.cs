using System.CommandLine;
using System.CommandLine.Parsing;
using Sweep.Coordinator.Studies;
using Sweep.Messages.Catalogue;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Studies;

/// <summary>The arguments that say which study, with which changes, models and data sets: shared by the commands that take a study.</summary>
public sealed class StudyOptions
{
    private readonly Argument<string> file = new("STUDY") { Description = "Study file, such as studies/quickstart.yaml." };

    private readonly Option<string[]> set = new("--set")
    {
        Description = "Replace a hyperparameter's values, or epochs, seeds and the like; the value is YAML: --set 'latent=[4,8]' --set epochs=1.",
        HelpName = "KEY=VALUE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int?> sample = new("--sample")
    {
        Description = "Run only so many cells, spread over the grid.",
        HelpName = "N",
        CustomParser = result => WholeNumber(result, 1, int.MaxValue),
    };

    public LibraryOptions Libraries { get; } = new();

    public void AddTo(Command command)
    {
        command.Add(file);
        command.Add(set);
        command.Add(sample);
        Libraries.AddTo(command);
    }

    /// <summary>The study, valid as a whole.</summary>
    /// <param name="progress">Hears of downloads.</param>
    /// <exception cref="CommandFailed">It is not; with every problem that was found.</exception>
    public StudyInput Read(ParseResult parsed, Action<DownloadProgress>? progress = null)
    {
        var (catalogue, library) = (Libraries.Models(parsed), Libraries.DataSets(parsed, progress));
        var overrides = new StudyOverrides([.. parsed.GetValue(set) ?? []], parsed.GetValue(sample));
        try
        {
            var known = new Catalogue(catalogue.Descriptions, library.Names, library.Describe);
            return new StudyInput(StudyReader.Read(parsed.GetValue(file)!, known, overrides), known, catalogue, library);
        }
        catch (StudyException invalid)
        {
            throw CommandFailed.BadStudy(invalid);
        }
        catch (DataSetException missing)
        {
            throw CommandFailed.BadUsage(missing.Message);
        }
    }

    private static int? WholeNumber(ArgumentResult result, int least, int most)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, out var number) && number >= least && number <= most)
        {
            return number;
        }

        result.AddError($"`{((OptionResult)result.Parent!).Option.Name}` is {text}, but must be a whole number of at least {least}.");
        return null;
    }
}
