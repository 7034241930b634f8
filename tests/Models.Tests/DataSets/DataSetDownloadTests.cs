using System.Net;
using System.Net.Sockets;
using Sweep.Messages.Catalogue;
using Sweep.Models.DataSets;
using Sweep.Models.Tests.Support;
using Answer = Sweep.Models.Tests.Support.MirrorServer.Answer;

namespace Sweep.Models.Tests.DataSets;

public sealed class DataSetDownloadTests : IAsyncLifetime
{
    private const string Images = IdxWriter.TrainImages + ".gz";

    // Of a test that waits it out; what does answer must do so within it.
    private static readonly TimeSpan Impatience = TimeSpan.FromSeconds(4);

    private readonly TemporaryFolder folder = new();
    private readonly MirrorServer first = new();
    private readonly MirrorServer second = new();
    private readonly PublishedSet tiny;

    public DataSetDownloadTests()
    {
        tiny = new PublishedSet(first.Address, second.Address);
        tiny.On(first);
        tiny.On(second);
    }

    private byte[] Good => tiny.Files[Images];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await first.DisposeAsync();
        await second.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public void A_set_is_downloaded_once_and_kept()
    {
        var loaded = Library().Load("tiny");
        Assert.Equal(tiny.Train.Pixels, loaded.Train.Pixels);
        Assert.Equal(tiny.Files.Keys.Order(), FilesKept());

        Library().Load("tiny");
        Assert.Equal(4, first.Requests.Count);
        Assert.Empty(second.Requests);
    }

    [Fact]
    public void Progress_ends_with_the_whole_of_each_file()
    {
        var heard = new List<DownloadProgress>();
        Library(options => options with { Progress = heard.Add }).Load("tiny");
        var whole = heard.Where(progress => progress.ReceivedBytes == progress.TotalBytes).Select(progress => progress.File);
        Assert.Equal(tiny.Files.Keys.Order(), whole.Distinct().Order());
        Assert.All(heard, progress => Assert.Equal(("tiny", first.Address), (progress.DataSet, progress.Mirror)));
    }

    [Fact]
    public void Mirrors_of_the_user_take_the_place_of_the_public_ones()
    {
        Assert.Equal(tiny.Train.Pixels, Library(options => options with { Mirrors = [second.Address] }).Load("tiny").Train.Pixels);
        Assert.Empty(first.Requests);
        Assert.Equal(4, second.Requests.Count);
    }

    [Fact]
    public void A_set_that_was_fetched_is_loaded_without_asking_again()
    {
        var library = Library();
        library.Fetch("tiny", CancellationToken.None);
        Assert.Equal(tiny.Files.Keys.Order(), FilesKept());
        Assert.Equal(tiny.Train.Pixels, library.Load("tiny").Train.Pixels);
        Assert.Equal(4, first.Requests.Count);
    }

    [Fact]
    public void A_cancelled_download_leaves_no_part_of_a_file()
    {
        first.Answering(Images, new Answer("200 OK", Good[..^4], Good.Length, ThenHang: true));
        using var stop = new CancellationTokenSource();
        var library = Library(options => options with
        {
            Progress = progress =>
            {
                if (progress.ReceivedBytes > 0)
                {
                    stop.Cancel();
                }
            },
        });
        Assert.ThrowsAny<OperationCanceledException>(() => library.Fetch("tiny", stop.Token));
        Assert.Empty(FilesKept());
    }

    [Fact]
    public void A_missing_file_is_taken_from_the_second_mirror_without_asking_twice()
    {
        first.Answering(Images, new Answer("404 Not Found", [], 0));
        Assert.Equal(tiny.Train.Pixels, Library().Load("tiny").Train.Pixels);
        Assert.Equal([Images], second.Requests);
        Assert.Single(first.Requests, file => file == Images);
    }

    [Fact]
    public void A_wrong_file_is_taken_from_the_second_mirror()
    {
        byte[] wrong = [.. Good];
        wrong[12] ^= 1;
        first.Answering(Images, Answer.File(wrong));
        Assert.Equal(tiny.Train.Pixels, Library().Load("tiny").Train.Pixels);
        Assert.Equal([Images], second.Requests);
        Assert.Equal(tiny.Files.Keys.Order(), FilesKept());
    }

    [Fact]
    public void A_truncated_body_is_asked_for_again()
    {
        first.Answering(Images, time => time == 1 ? new Answer("200 OK", Good[..20], Good.Length) : Answer.File(Good));
        Assert.Equal(tiny.Train.Pixels, Library().Load("tiny").Train.Pixels);
        Assert.Empty(second.Requests);
    }

    [Fact]
    public void A_short_file_that_the_server_calls_whole_is_not_kept()
    {
        first.Answering(Images, Answer.File(Good[..20]));
        Assert.Equal(tiny.Train.Pixels, Library().Load("tiny").Train.Pixels);
        Assert.Equal([Images], second.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void A_mirror_that_hangs_is_given_up(int sentBytes)
    {
        Library().Load("tiny");
        File.Delete(folder["cache", "tiny", Images]);
        first.Answering(Images, new Answer("200 OK", Good[..sentBytes], Good.Length, ThenHang: true));
        var loaded = Library(options => options with { StallTimeout = Impatience, AttemptsPerMirror = 1 }).Load("tiny");
        Assert.Equal(tiny.Train.Pixels, loaded.Train.Pixels);
        Assert.Equal([Images], second.Requests);
    }

    [Fact]
    public void A_mirror_that_never_answers_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var set = new PublishedSet(new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/"), second.Address);
        Library().Load("tiny");
        File.Delete(folder["cache", "tiny", Images]);
        Library(options => options with { ConnectTimeout = Impatience, StallTimeout = Impatience, AttemptsPerMirror = 1 }, set: set).Load("tiny");
        Assert.Equal([Images], second.Requests);
    }

    [Fact]
    public void A_mirror_that_sends_too_much_is_stopped()
    {
        first.Answering(Images, Answer.File([.. Good, 0]));
        second.Answering(Images, new Answer("404 Not Found", [], 0));
        var message = Assert.Throws<DataSetException>(() => Library().Load("tiny")).Message;
        Assert.Contains($"sent more than the {Good.Length} bytes", message);
    }

    [Fact]
    public void A_server_error_is_retried_with_growing_waits_and_a_limit()
    {
        var time = new RecordedWaits();
        first.Answering(Images, new Answer("503 Service Unavailable", [], 0));
        Library(options => options with { AttemptsPerMirror = 4, RetryDelay = TimeSpan.FromSeconds(1) }, time).Load("tiny");
        Assert.Equal([1, 2, 4], time.Waits.Select(wait => wait.TotalSeconds));
        Assert.Equal(4, first.Requests.Count(file => file == Images));
        Assert.Equal([Images], second.Requests);
    }

    [Fact]
    public void When_no_mirror_gives_the_file_each_reason_is_told_and_the_remedy()
    {
        first.Answering(Images, new Answer("404 Not Found", [], 0));
        second.Answering(Images, new Answer("503 Service Unavailable", [], 0));
        var message = Assert.Throws<DataSetException>(() => Library().Load("tiny")).Message;
        Assert.Equal(
            $"""
            `tiny` could not be downloaded: no mirror gave {Images}.
              {first.Address}{Images}: 404 Not Found
              {second.Address}{Images}: 503 Service Unavailable (2 attempts)
            Set SWEEP_DATASETS to a folder that holds tiny/{Images} and the other three files, or place them in {folder["cache", "tiny"]}.
            """,
            message);
        Assert.Empty(FilesKept());
    }

    [Fact]
    public async Task A_mirror_that_refuses_the_connection_is_told_of()
    {
        var gone = new MirrorServer();
        var set = new PublishedSet(gone.Address);
        await gone.DisposeAsync();
        var message = Assert.Throws<DataSetException>(() => Library(set: set).Load("tiny")).Message;
        Assert.Contains("refused", message);
    }

    [Fact]
    public void What_is_whole_in_the_cache_is_not_asked_for_again_and_what_is_damaged_is()
    {
        Library().Load("tiny");
        File.WriteAllBytes(folder["cache", "tiny", Images], Good[..30]);
        Assert.Equal(tiny.Train.Pixels, Library().Load("tiny").Train.Pixels);
        Assert.Equal(2, first.Requests.Count(file => file == Images));
        Assert.Equal(5, first.Requests.Count);
    }

    [Fact]
    public void What_a_killed_download_left_is_removed()
    {
        Directory.CreateDirectory(folder["cache", "tiny"]);
        File.WriteAllText(folder["cache", "tiny", $"{Images}.{Guid.Empty:N}.part"], "");
        Library().Load("tiny");
        Assert.Equal(tiny.Files.Keys.Order(), FilesKept());
    }

    [Fact]
    public void Several_processes_may_download_at_once()
    {
        var libraries = Enumerable.Range(0, 6).Select(_ => Library()).ToArray();
        Parallel.ForEach(libraries, library => Assert.Equal(tiny.Train.Pixels, library.Load("tiny").Train.Pixels));
        Assert.Equal(tiny.Files.Keys.Order(), FilesKept());
    }

    [Fact]
    public void A_cache_that_cannot_be_written_says_where()
    {
        File.WriteAllText(folder["cache"], "a file where a folder should be");
        var message = Assert.Throws<DataSetException>(() => Library().Load("tiny")).Message;
        Assert.StartsWith($"`tiny` cannot be kept in {folder["cache", "tiny"]}: ", message);
        Assert.Contains("SWEEP_DATASETS", message);
    }

    private IEnumerable<string> FilesKept() => Directory.EnumerateFiles(folder["cache", "tiny"]).Select(path => Path.GetFileName(path)!).Order();

    private DataSetLibrary Library(Func<DataSetOptions, DataSetOptions>? with = null, TimeProvider? time = null, PublishedSet? set = null)
    {
        var options = new DataSetOptions(null, folder["cache"]) { RetryDelay = TimeSpan.FromMilliseconds(1), AttemptsPerMirror = 2 };
        return new DataSetLibrary(with?.Invoke(options) ?? options, time ?? TimeProvider.System, [(set ?? tiny).Description]);
    }

    /// <summary>A clock on which every wait is over at once.</summary>
    private sealed class RecordedWaits : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.Zero)
            {
                Waits.Add(dueTime);
            }

            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
