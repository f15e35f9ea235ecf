using SqueezeFlow.Lab.Overfitting;
using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Search.Files;
using SqueezeFlow.Lab.Search.Objectives;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Lab.Tests.Search.Files;

public sealed class SweepFileTests : IDisposable
{
    private static readonly SweepPlan Plan = new(Landscapes.BraninSpace, Objective.Parse("net_profit"), 70, 5) { EarlyShare = 0.5 };
    private static readonly SweepHeader Header = new("1.0.0", Plan, [new("timeframe", "15m")], [new("spot.csv", "abc")]);
    private readonly string _folder = Directory.CreateTempSubdirectory("sweep").FullName;

    private string Path => System.IO.Path.Combine(_folder, "results.jsonl");

    /// <summary>Broken off at some hundred places, in the first line too: whatever is there, the end is the same.</summary>
    [Fact]
    public void Killed_anywhere_and_gone_on_with_it_ends_the_same_byte_by_byte()
    {
        Run(Header, 2);
        var whole = File.ReadAllBytes(Path);
        var step = whole.Length / 60;
        for (var length = 0; length < whole.Length; length += step)
        {
            File.WriteAllBytes(Path, whole[..length]);

            Run(Header, (length / step % 3) + 1);

            Assert.Equal(whole, File.ReadAllBytes(Path));
        }
    }

    [Fact]
    public void What_is_on_file_is_not_tried_again()
    {
        Run(Header, 2);
        using var file = SweepFile.Open(Path, Header);

        var entries = new Sweep(Plan, Landscapes.Run(_ => throw new InvalidOperationException("tried"))).Run(file, 2, TestContext.Current.CancellationToken);

        Assert.Equal(70, entries.Count);
    }

    [Fact]
    public void A_candidate_is_read_as_it_was_written()
    {
        var measures = new MeasureSet(KeyValuePair.Create(Measure.NetProfit, 0.1 + 0.2), KeyValuePair.Create(Measure.ProfitFactor, double.PositiveInfinity));
        var entry = new SweepEntry(0, [1.0 / 3, -1e-300], new(measures, ReturnBlocks.Of([0.1, -0.2, 0.3], 2)), double.NaN, true);
        using (var file = SweepFile.Open(Path, Header))
        {
            file.Append(entry);
        }

        using var again = SweepFile.Open(Path, Header);

        var read = Assert.Single(again.Entries);
        Assert.Equal((entry.Number, entry.Early, entry.IsStopped), (read.Number, read.Early, read.IsStopped));
        Assert.Equal(entry.Values, read.Values);
        Assert.All(Enum.GetValues<Measure>(), measure => Assert.Equal(measures[measure], read.Outcome.Measures[measure]));
        Assert.Equal(entry.Outcome.Returns!.Squares, read.Outcome.Returns!.Squares);
    }

    public static TheoryData<string, string> Others => new()
    {
        { "version", "program: it has '1.0.0', this is '2.0.0'" },
        { "seed", "seed: it has '5', this is '6'" },
        { "data", "input spot.csv: it has 'abc', this is 'def'" },
        { "setting", "timeframe: it has '15m', this has none; " },
        { "space", "search: it has 'x=-5..10 y=0..15', this is 'x=-5..10'" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Another_search_is_refused_with_what_differs_and_the_file_stays(string what, string difference)
    {
        Run(Header, 2);
        var before = File.ReadAllBytes(Path);
        var other = what switch
        {
            "version" => Header with { Program = "2.0.0" },
            "seed" => Header with { Plan = Plan with { Seed = 6 } },
            "data" => Header with { Inputs = [new("spot.csv", "def")] },
            "setting" => Header with { Settings = [], Inputs = [new("perp.csv", "abc")] },
            _ => Header with { Plan = Plan with { Space = new([Plan.Space.Parameters[0]]) } },
        };

        var refusal = Assert.Throws<SweepFileException>(() => SweepFile.Open(Path, other));

        Assert.Contains(difference.Trim(), refusal.Message + ";", StringComparison.Ordinal);
        Assert.Contains("Give another file", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Path));
    }

    [Fact]
    public void Another_version_of_the_format_is_refused_by_both_numbers()
    {
        Run(Header, 2);
        File.WriteAllText(Path, File.ReadAllText(Path).Replace("\"version\":\"1\"", "\"version\":\"2\"", StringComparison.Ordinal));

        Assert.Contains("version: it has '2', this is '1'", Assert.Throws<SweepFileException>(() => SweepFile.Open(Path, Header)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time_s,open,high\n1,2,3\n", "it is no result of a search")]
    [InlineData("nothing of the kind", "it is no result of a search")]
    [InlineData("[1]\n", "it is no result of a search")]
    public void Another_file_is_refused_and_stays(string text, string reason)
    {
        File.WriteAllText(Path, text);

        Assert.Contains(reason, Assert.Throws<SweepFileException>(() => SweepFile.Open(Path, Header)).Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(Path));
    }

    [Fact]
    public void A_damaged_or_missing_line_is_named()
    {
        Run(Header, 2);
        var lines = File.ReadAllLines(Path);

        File.WriteAllLines(Path, [.. lines[..5], lines[5][..20], .. lines[6..]]);
        Assert.Contains("line 6 is damaged", Assert.Throws<SweepFileException>(() => SweepFile.Open(Path, Header)).Message, StringComparison.Ordinal);
        File.WriteAllLines(Path, [.. lines[..5], .. lines[6..]]);
        Assert.Contains("line 6 holds candidate 5, not 4", Assert.Throws<SweepFileException>(() => SweepFile.Open(Path, Header)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_candidate_is_not_taken_for_ours()
    {
        Run(Header, 2);
        var lines = File.ReadAllLines(Path);
        lines[40] = lines[40].Replace("\"values\":[", "\"values\":[0.5,", StringComparison.Ordinal);
        File.WriteAllLines(Path, lines);

        Assert.Contains("candidate 39 has other values", Assert.Throws<SweepFileException>(() => Run(Header, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_searches_do_not_write_one_file()
    {
        using var first = SweepFile.Open(Path, Header);

        Assert.Contains("cannot be opened to write", Assert.Throws<SweepFileException>(() => SweepFile.Open(Path, Header)).Message, StringComparison.Ordinal);
    }

    /// <summary>What was written before the disk was full is gone on with elsewhere.</summary>
    [Fact]
    public async Task A_full_disk_ends_it_and_loses_nothing_that_was_on_file()
    {
        Run(Header, 2);
        var whole = await File.ReadAllBytesAsync(Path, TestContext.Current.CancellationToken);
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(_folder, "small")).FullName;
        using var disk = await SmallDisk.MountAsync(folder, 4_096, TestContext.Current.CancellationToken);
        var small = System.IO.Path.Combine(folder, "results.jsonl");

        Assert.Throws<IOException>(() => RunAt(small, Header, 2));

        File.Copy(small, Path, overwrite: true);
        Assert.InRange(new FileInfo(Path).Length, 1_000, whole.Length - 1);
        Run(Header, 1);
        Assert.Equal(whole, await File.ReadAllBytesAsync(Path, TestContext.Current.CancellationToken));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Run(SweepHeader header, int cores) => RunAt(Path, header, cores);

    private static void RunAt(string path, SweepHeader header, int cores)
    {
        using var file = SweepFile.Open(path, header);
        new Sweep(header.Plan, Landscapes.Run(Landscapes.Branin)).Run(file, cores, TestContext.Current.CancellationToken);
    }
}
