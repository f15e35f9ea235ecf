using System.Text.Json;
using SqueezeFlow.Client.Offline.Decoding;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Client.Tests.Offline;

public sealed class DecodeCommandTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public static TheoryData<string> Venues => [.. ExchangeCatalog.All.Select(adapter => adapter.Descriptor.Id).Where(ExpectedTrades.Has)];

    [Theory]
    [InlineData("BINANCE")]
    [InlineData("BINANCE_FUTURES")]
    public void Every_recorded_line_prints_the_trades_that_others_found_and_nothing_else(string venue)
    {
        var folder = SharedData.Require("fixtures", "exchanges", venue);
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        var files = expected.RootElement.GetProperty("files").EnumerateObject().Select(file => Path.Combine(folder, file.Name)).ToArray();

        var exitCode = new DecodeCommand(_output, _error).Run(new(venue, files));

        Assert.Equal(0, exitCode);
        Assert.Equal(ExpectedOf(expected.RootElement.GetProperty("files")), Printed().Select(Signature).Order());
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public void Every_recorded_line_of_a_venue_prints_the_trades_that_others_found(string venue)
    {
        var expected = ExpectedTrades.Of(venue);
        var files = ExpectedTrades.FilesOf(venue);
        var instruments = Path.Combine(Path.GetDirectoryName(files[0])!, "rest-instruments.jsonl");

        var exitCode = new DecodeCommand(_output, _error).Run(new(venue, files, File.Exists(instruments) ? instruments : null));

        var printed = Printed().ToLookup(
            line => (Path.GetFileName(line.GetProperty("file").GetString()!), line.GetProperty("line").GetInt32()), FoundTradeIn);
        Assert.Equal(0, exitCode);
        Assert.All(_error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(@"^[a-z -]+ \d+$", line));
        Assert.NotEmpty(printed);
        foreach (var (file, line) in files.SelectMany(path => Enumerable.Range(1, File.ReadAllLines(path).Length), (path, line) => (Path.GetFileName(path), line)))
        {
            var difference = expected.In(file, line) is { } trades ? FoundTrade.Difference(trades, printed[(file, line)]) : null;
            Assert.True(difference is null, $"{file}:{line}: {difference}");
        }
    }

    [Fact]
    public void Sizes_are_unknown_until_the_instrument_is()
    {
        File.WriteAllText(_file, """{"e":"trade","E":1,"T":1723161257679,"s":"BTCUSD_200925","t":8,"p":"50000","q":"4","X":"MARKET","m":false}""" + "\n");
        var instruments = SharedData.Require("fixtures", "exchanges", "BINANCE_FUTURES", "rest-instruments.jsonl");

        new DecodeCommand(_output, _error).Run(new("BINANCE_FUTURES", [_file]));
        new DecodeCommand(_output, _error).Run(new("BINANCE_FUTURES", [_file], instruments));

        var lines = Printed();
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (lines[0].GetProperty("size").ValueKind, lines[0].GetProperty("notional").ValueKind));
        Assert.Equal(4, lines[0].GetProperty("rawAmount").GetDouble());
        Assert.Equal((0.008, 400), (lines[1].GetProperty("size").GetDouble(), lines[1].GetProperty("notional").GetDouble()));
    }

    [Fact]
    public void A_side_that_the_frame_leaves_out_is_printed_as_unknown()
    {
        File.WriteAllText(_file, """{"e":"trade","E":1,"s":"BTCUSDT","t":8,"p":"50000","q":"4","T":1723161257679}""" + "\n");

        new DecodeCommand(_output, _error).Run(new("BINANCE", [_file]));

        Assert.Equal("unknown", Assert.Single(Printed()).GetProperty("side").GetString());
        Assert.Contains("refused side 1", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NOWHERE", null, 2)]
    [InlineData("BINANCE", "nowhere", 2)]
    [InlineData("BINANCE", null, 2)]
    [InlineData("", null, 2)]
    public void What_cannot_be_done_is_said_and_shows_in_the_exit_code(string venue, string? route, int expected)
    {
        var exitCode = new DecodeCommand(_output, _error).Run(new(venue, [_file + ".missing"], null, route));

        Assert.Equal(expected, exitCode);
        Assert.NotEmpty(_error.ToString());
        Assert.Empty(_output.ToString());
    }

    public void Dispose() => File.Delete(_file);

    private static IEnumerable<string> ExpectedOf(JsonElement files) =>
        (from file in files.EnumerateObject()
         from line in file.Value.GetProperty("trades").EnumerateObject()
         from trade in line.Value.EnumerateArray()
         select string.Join(
             ' ',
             file.Name,
             line.Name,
             trade.GetProperty("symbol").GetString()!.ToUpperInvariant(),
             trade.GetProperty("id").GetString(),
             trade.GetProperty("side").GetString(),
             trade.GetProperty("price").GetDouble(),
             trade.GetProperty("amount").GetDouble(),
             trade.GetProperty("timestamp").GetInt64())).Order();

    private static string Signature(JsonElement line) => string.Join(
        ' ',
        Path.GetFileName(line.GetProperty("file").GetString()),
        line.GetProperty("line").GetInt32(),
        line.GetProperty("market").GetString()!.Split(':')[1].ToUpperInvariant(),
        line.GetProperty("id").GetString(),
        line.GetProperty("side").GetString(),
        line.GetProperty("price").GetDouble(),
        line.GetProperty("rawAmount").GetDouble(),
        line.GetProperty("timeMs").GetInt64());

    private static FoundTrade FoundTradeIn(JsonElement line) => new(
        line.GetProperty("market").GetString() is { } market ? market[(market.IndexOf(':', StringComparison.Ordinal) + 1)..] : string.Empty,
        line.GetProperty("id").GetString()!,
        line.GetProperty("side").GetString()!,
        line.GetProperty("price").GetDouble(),
        line.GetProperty("rawAmount").GetDouble(),
        line.GetProperty("timeMs").GetInt64());

    private JsonElement[] Printed() =>
    [
        .. _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement),
    ];
}
