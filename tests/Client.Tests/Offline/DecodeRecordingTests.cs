using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Client.Offline.Decoding;
using SqueezeFlow.Exchanges.Recording;

namespace SqueezeFlow.Client.Tests.Offline;

/// <summary><c>decode</c> over what the service records, and over frames that are not as they should be.</summary>
public sealed class DecodeRecordingTests : IDisposable
{
    private const string Spot = """{"e":"trade","E":1735689600001,"s":"BTCUSDT","t":8,"p":"93000.5","q":"0.25","T":1735689600000,"m":false}""";
    private const string Bybit = """{"topic":"publicTrade.BTCUSDT","type":"snapshot","ts":1735689600002,"data":[{"T":1735689600001,"s":"BTCUSDT","S":"Sell","v":"0.5","p":"93001","i":"ab12","BT":false}]}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow-decode-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public void What_the_service_recorded_is_read_compressed_as_it_is()
    {
        using (var recorder = new FrameRecorder(_folder, TimeProvider.System, NullLogger.Instance))
        {
            recorder.Record("BINANCE", "main", 1_735_689_600_001_000_000, Encoding.UTF8.GetBytes(Spot));
            recorder.Record("BYBIT", "spot", 1_735_689_600_002_000_000, Encoding.UTF8.GetBytes(Bybit));
        }

        var file = Assert.Single(Directory.GetFiles(_folder, "*.gz"));
        var codes = (Decode("BINANCE", file), Decode("BYBIT", file), Decode("OKX", file));

        Assert.Equal((0, 0, 1), codes);
        Assert.Equal([("BINANCE:btcusdt", 1), ("BYBIT:BTCUSDT-SPOT", 2)], Printed().Select(line => (line.GetProperty("market").GetString()!, line.GetProperty("line").GetInt32())));
        Assert.Contains("frames of BYBIT passed over 1", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("no frame of OKX is recorded here: give one of BINANCE, BYBIT", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_and_compressed_frames_give_the_same()
    {
        var plain = Write("frames.txt", Spot + "\n" + Spot.Replace("\"t\":8", "\"t\":9", StringComparison.Ordinal) + "\n");
        var packed = plain + ".gz";
        using (var stream = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
        {
            stream.Write(File.ReadAllBytes(plain));
        }

        Assert.Equal((0, 0), (Decode("BINANCE", plain), Decode("BINANCE", packed)));
        Assert.Equal(["8", "9", "8", "9"], Printed().Select(line => line.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData("""{"e":"trade","s":"BTCUSDT","t":8,"p":"93""", 1)]
    [InlineData("""{"e":"trade","E":1735689600001,"s":"BTCUSDT","t":9,"p":"93000.5","q":"0.25","T":1735689600000,"m":false}""", 0)]
    public void A_last_line_without_a_line_feed_counts_and_a_malformed_frame_fails(string last, int expected)
    {
        var exitCode = Decode("BINANCE", Write("frames.txt", Spot + "\n" + last));

        Assert.Equal(expected, exitCode);
        Assert.Equal(expected == 1, _error.ToString().Contains("frames malformed 1", StringComparison.Ordinal));
        Assert.Equal(expected == 1 ? 1 : 2, Printed().Length);
    }

    [Fact]
    public void A_recording_that_was_cut_off_gives_what_came_before()
    {
        var file = Write("cut.txt", $"1735689600001000000 BINANCE/main {Spot}\n1735689600002000000 BINANCE/main {Spot[..40]}");

        Assert.Equal(0, Decode("BINANCE", file));
        Assert.Single(Printed());
        Assert.Contains("ends in the middle", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_print_that_a_feed_would_refuse_is_marked_with_the_reason()
    {
        var file = Write("frames.txt", Spot + "\n" + Spot.Replace(",\"m\":false", string.Empty, StringComparison.Ordinal) + "\n" +
            Spot.Replace("1735689600000,", "999999999999999999,", StringComparison.Ordinal) + "\n");
        var instruments = Write("instruments.txt", """{"symbols":[{"symbol":"BTCUSDT","status":"TRADING","baseAsset":"BTC","quoteAsset":"USDT","isSpotTradingAllowed":true,"permissions":[]}]}""");

        Assert.Equal(0, new DecodeCommand(_output, _error).Run(new("BINANCE", [file], instruments)));
        Assert.Equal([null, "side", "time"], Printed().Select(line => line.GetProperty("refused").GetString()));
    }

    [Fact]
    public void Without_instruments_only_faults_of_the_print_are_marked()
    {
        Decode("BINANCE", Write("frames.txt", Spot + "\n"));

        Assert.Equal(JsonValueKind.Null, Assert.Single(Printed()).GetProperty("refused").ValueKind);
    }

    [Fact]
    public void A_block_of_Gemini_is_printed_with_its_side_unknown()
    {
        var file = Write("frames.txt", """{"type":"trade","symbol":"BTCUSD","event_id":3,"timestamp":1735689600000,"price":"93000","quantity":"0.5","side":"block"}""" + "\n");

        Assert.Equal(0, new DecodeCommand(_output, _error).Run(new("GEMINI", [file], null, "v2")));
        var print = Assert.Single(Printed());
        Assert.Equal(("unknown", "side"), (print.GetProperty("side").GetString(), print.GetProperty("refused").GetString()));
    }

    [Fact]
    public void Every_file_that_is_missing_is_named()
    {
        var exitCode = new DecodeCommand(_output, _error).Run(new("BINANCE", ["nowhere.txt", string.Empty], "nothing.json"));

        Assert.Equal(2, exitCode);
        Assert.Equal(
            ["FILE: 'nowhere.txt' is no file: give one that exists", "FILE: '' is no file: give one that exists", "--instruments: 'nothing.json' is no file: give one that exists"],
            _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private int Decode(string venue, string file) => new DecodeCommand(_output, _error).Run(new(venue, [file]));

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private JsonElement[] Printed() =>
    [
        .. _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement),
    ];
}
