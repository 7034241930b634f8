using System.Collections.Immutable;
using Sweep.Messages.Catalogue;

namespace Sweep.Models.DataSets;

/// <summary>A published data set that is known beforehand: its description, its files and where they can be had.</summary>
/// <param name="Description">With the digest that <see cref="DataSetDigest"/> gives for these files.</param>
/// <param name="Mirrors">Asked in this order, those first that are reached where only HTTPS leaves; each ends in a slash and holds every file.</param>
public sealed record PublicDataSet(DataSetDescription Description, PublicIdxFiles Files, ImmutableArray<Uri> Mirrors)
{
    public string Name => Description.Name;

    private static readonly DataSetDescription Mnist =
        new("mnist", "851604b975ae3aaf6b71897a84f1f93a57d297d87d9112c579a2cc5b7efeaa73", 60_000, 10_000, 28, 28, 10);

    private static readonly DataSetDescription FashionMnist =
        new("fashion-mnist", "d1de94deb6226ce39cca151f502f30dab436d8b56fee41354987f06b244c43b9", 60_000, 10_000, 28, 28, 10);

    /// <summary>The published data sets that go by name.</summary>
    public static readonly ImmutableArray<PublicDataSet> All =
    [
        // Y. LeCun, C. Cortes, C. J. C. Burges: The MNIST database of handwritten digits.
        new(
            Mnist,
            new(
                new(
                    "train-images-idx3-ubyte", 9_912_422,
                    "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
                new(
                    "train-labels-idx1-ubyte", 28_881,
                    "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
                new(
                    "t10k-images-idx3-ubyte", 1_648_877,
                    "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
                new(
                    "t10k-labels-idx1-ubyte", 4_542,
                    "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")),
            [
                new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
            ]),

        // H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST, https://github.com/zalandoresearch/fashion-mnist (MIT).
        new(
            FashionMnist,
            new(
                new(
                    "train-images-idx3-ubyte", 26_421_880,
                    "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
                new(
                    "train-labels-idx1-ubyte", 29_515,
                    "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
                new(
                    "t10k-images-idx3-ubyte", 4_422_102,
                    "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
                new(
                    "t10k-labels-idx1-ubyte", 5_148,
                    "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
                    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")),
            [
                new("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
                new("https://storage.googleapis.com/tensorflow/tf-keras-datasets/"),
                new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
            ]),
    ];
}

/// <summary>The four files of a published data set.</summary>
public sealed record PublicIdxFiles(PublicIdxFile TrainImages, PublicIdxFile TrainLabels, PublicIdxFile TestImages, PublicIdxFile TestLabels)
{
    public ImmutableArray<PublicIdxFile> All => [TrainImages, TrainLabels, TestImages, TestLabels];
}

/// <summary>One published file, known with and without its compression.</summary>
/// <param name="Name">Without <c>.gz</c>.</param>
/// <param name="CompressedBytes">Length of the file with <c>.gz</c>.</param>
/// <param name="CompressedSha256">Of the file with <c>.gz</c>, which is what mirrors hold; lower-case hexadecimal.</param>
/// <param name="Sha256">Of the file without.</param>
public sealed record PublicIdxFile(string Name, long CompressedBytes, string CompressedSha256, string Sha256)
{
    public string CompressedName => Name + ".gz";
}
