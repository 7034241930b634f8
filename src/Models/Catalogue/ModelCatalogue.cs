using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Sweep.Messages.Catalogue;

namespace Sweep.Models.Catalogue;

/// <summary>The models that can be trained: those that come with Sweep and those of users' assemblies.</summary>
public sealed class ModelCatalogue
{
    private readonly ImmutableArray<Model> models;

    /// <exception cref="ModelCatalogueException">Two models have one name.</exception>
    public ModelCatalogue(IEnumerable<Model> models)
    {
        this.models = [.. models.OrderBy(model => model.Description.Name, StringComparer.Ordinal)];
        if (this.models.GroupBy(model => model.Description.Name).FirstOrDefault(named => named.Count() > 1) is { } twice)
        {
            throw new ModelCatalogueException(
                $"Two models are called `{twice.Key}`: {string.Join(" and ", twice.Select(model => model.GetType().FullName))}. Rename one of them.");
        }

        Descriptions = [.. this.models.Select(model => model.Description)];
    }

    /// <summary>What comes with Sweep.</summary>
    public static ModelCatalogue BuiltIn { get; } =
        new([new CnnClassifier(), new ConvAutoencoder(), new ConvTransposeAutoencoder(), new DenseAutoencoder(), new EncoderClassifier(), new Noop()]);

    public ImmutableArray<ModelDescription> Descriptions { get; }

    public ImmutableArray<string> Names => [.. Descriptions.Select(model => model.Name)];

    /// <summary>This catalogue and the models of an assembly.</summary>
    /// <param name="path">Of a .NET assembly; what it references is looked for beside it.</param>
    /// <exception cref="ModelCatalogueException">There is no such assembly, it has no models, or a name is taken.</exception>
    public ModelCatalogue With(string path)
    {
        var found = ModelTypes(path).Select(Create).ToList();
        return found.Count > 0
            ? new ModelCatalogue(models.Concat(found))
            : throw new ModelCatalogueException($"{path} has no model: "
                + $"it needs a public class that derives from {typeof(Model).FullName} and has a constructor without arguments.");
    }

    public Model? Find(string name) => models.FirstOrDefault(model => model.Description.Name == name);

    private static IEnumerable<Type> ModelTypes(string path)
    {
        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(path)).GetExportedTypes()
                .Where(type => type.IsSubclassOf(typeof(Model)) && !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is not null);
        }
        catch (Exception error) when (
            error is IOException or BadImageFormatException or UnauthorizedAccessException or ReflectionTypeLoadException or TypeLoadException)
        {
            throw new ModelCatalogueException($"Models cannot be loaded from {path}: {error.Message}", error);
        }
    }

    private static Model Create(Type type)
    {
        try
        {
            return (Model)Activator.CreateInstance(type)!;
        }
        catch (TargetInvocationException error)
        {
            throw new ModelCatalogueException($"The model {type.FullName} cannot be made: {error.InnerException?.Message}", error);
        }
    }
}

/// <summary>Models that cannot be had: what, where, and the remedy.</summary>
public sealed class ModelCatalogueException : Exception
{
    public ModelCatalogueException(string message) : base(message) { }

    public ModelCatalogueException(string message, Exception inner) : base(message, inner) { }
}
