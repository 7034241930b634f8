using Sweep.Messages.Catalogue;

namespace Sweep.Models.DataSets;

/// <summary>Where the four files of a data set lie, and reading them as one.</summary>
internal sealed record IdxFolder(string TrainImages, string TrainLabels, string TestImages, string TestLabels)
{
    private static readonly string[] Names = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    public IEnumerable<string> Files => [TrainImages, TrainLabels, TestImages, TestLabels];

    public DataSetPlace Place => new(Path.GetDirectoryName(Path.GetFullPath(TrainImages))!, [.. Files]);

    /// <summary>The files of a folder, each plain or with <c>.gz</c>, with <c>-idx</c> or <c>.idx</c> in its name; null unless all four are there.</summary>
    public static IdxFolder? Find(string folder)
    {
        var paths = Names.Select(name => FindFile(folder, name)).ToArray();
        return paths is [{ } trainImages, { } trainLabels, { } testImages, { } testLabels] ? new(trainImages, trainLabels, testImages, testLabels) : null;
    }

    /// <exception cref="DataSetException">A file is missing.</exception>
    public static IdxFolder Open(string folder) => Find(folder) ?? throw new DataSetException(
        $"{folder} lacks {string.Join(" and ", Names.Where(name => FindFile(folder, name) is null))}; "
        + $"a folder of IDX files must hold {string.Join(", ", Names)}, each with or without .gz.");

    /// <exception cref="DataSetException">A file is damaged, or the files do not belong together.</exception>
    public (ImageSet Train, ImageSet Test) Read()
    {
        var (train, test) = (ReadHalf(TrainImages, TrainLabels), ReadHalf(TestImages, TestLabels));
        if ((train.Width, train.Height) != (test.Width, test.Height))
        {
            throw new DataSetException(
                $"{TrainImages} holds images of {train.Width}×{train.Height} and {TestImages} of {test.Width}×{test.Height}, but both must have one size.");
        }

        return (train, test);
    }

    private static ImageSet ReadHalf(string imagesPath, string labelsPath)
    {
        var (count, height, width, pixels) = IdxFile.ReadImages(imagesPath);
        var labels = IdxFile.ReadLabels(labelsPath);
        return labels.Length == count
            ? new ImageSet(count, width, height, pixels, labels)
            : throw new DataSetException(
                $"{imagesPath} holds {count:N0} images and {labelsPath} {labels.Length:N0} labels, but there must be one label per image.");
    }

    private static string? FindFile(string folder, string name)
    {
        var plain = Path.Combine(folder, name);
        var dotted = Path.Combine(folder, name.Replace("-idx", ".idx", StringComparison.Ordinal));
        return new[] { plain, plain + ".gz", dotted, dotted + ".gz" }.FirstOrDefault(File.Exists);
    }
}
