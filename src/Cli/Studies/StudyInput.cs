using Sweep.Coordinator.Studies;
using Sweep.Messages.Catalogue;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Studies;

/// <summary>A valid study with the models and data sets that it was checked against.</summary>
public sealed record StudyInput(Study Study, Catalogue Catalogue, ModelCatalogue Models, DataSetLibrary DataSets);
