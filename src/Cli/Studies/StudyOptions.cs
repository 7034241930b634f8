using System.CommandLine;
using System.CommandLine.Parsing;
using Sweep.Coordinator.Studies;
using Sweep.Messages.Catalogue;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Studies;

/// <summary>The arguments that say which study, with which changes, models and data sets: shared by the commands that take a study.</summary>
public sealed class StudyOptions
{
    private readonly Argument<string> file = new("STUDY") { Description = "Study file, such as studies/quickstart.yaml." };

    private readonly Option<string[]> set = new("--set")
    {
        Description = "Replace a hyperparameter's values, or epochs, seeds and the like; the value is YAML: --set latent=[4,8] --set epochs=1.",
        HelpName = "KEY=VALUE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int?> sample = new("--sample")
    {
        Description = "Run only so many cells, spread over the grid.",
        HelpName = "N",
        CustomParser = result => WholeNumber(result, 1, int.MaxValue),
    };

    private readonly Option<string[]> models = new("--models")
    {
        Description = "Assembly with models of your own.",
        HelpName = "FILE.dll",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> dataSets = new("--datasets")
    {
        Description = $"Folder of data sets (default: ${DataSetOptions.FolderVariable}, else the user's cache, else downloaded).",
        HelpName = "DIR",
    };

    public void AddTo(Command command)
    {
        command.Add(file);
        command.Add(set);
        command.Add(sample);
        command.Add(models);
        command.Add(dataSets);
    }

    /// <summary>The study, valid as a whole.</summary>
    /// <exception cref="CommandFailed">It is not; with every problem that was found.</exception>
    public StudyInput Read(ParseResult parsed)
    {
        var catalogue = LoadModels(parsed.GetValue(models) ?? []);
        var library = new DataSetLibrary(DataSetOptions.From(parsed.GetValue(dataSets), Environment.GetEnvironmentVariable));
        var overrides = new StudyOverrides([.. parsed.GetValue(set) ?? []], parsed.GetValue(sample));
        try
        {
            var known = new Catalogue(catalogue.Descriptions, library.Names, library.Describe);
            return new StudyInput(StudyReader.Read(parsed.GetValue(file)!, known, overrides), known, catalogue, library);
        }
        catch (StudyException invalid)
        {
            throw CommandFailed.BadUsage(string.Join($"{Environment.NewLine}sweep: ", invalid.Problems.Select(problem => problem.Message)));
        }
        catch (DataSetException missing)
        {
            throw CommandFailed.BadUsage(missing.Message);
        }
    }

    private static ModelCatalogue LoadModels(string[] files)
    {
        try
        {
            return files.Aggregate(ModelCatalogue.BuiltIn, (catalogue, file) => catalogue.With(file));
        }
        catch (ModelCatalogueException unusable)
        {
            throw CommandFailed.BadUsage(unusable.Message);
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
