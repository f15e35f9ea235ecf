using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Exchanges.Recording;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Recording;

public sealed class RecordingTests : IDisposable
{
    private const long Received = 1_723_161_254_087_896_568;

    private readonly string _directory = Directory.CreateTempSubdirectory("frames").FullName;
    private readonly ManualClock _clock = new(new(2025, 1, 1, 12, 30, 0, TimeSpan.Zero));

    [Fact]
    public void What_was_recorded_is_read_again_byte_for_byte()
    {
        using (var recorder = new FrameRecorder(_directory, _clock, NullLogger.Instance))
        {
            recorder.Record("BINANCE", "main", Received, """{"a":"ü b"}"""u8);
            recorder.Record("HUOBI", "main", Received + 1, [0x1F, 0x8B, 0x0A, 0xFF]);
            recorder.Record("OKX", "main", Received + 2, "pong"u8);
        }

        var frames = Read(Assert.Single(Files()), out var isTruncated);

        Assert.False(isTruncated);
        Assert.Equal(
            [
                ("BINANCE", "main", Received, Convert.ToHexString("""{"a":"ü b"}"""u8)),
                ("HUOBI", "main", Received + 1, "1F8B0AFF"),
                ("OKX", "main", Received + 2, Convert.ToHexString("pong"u8)),
            ],
            frames);
    }

    [Fact]
    public void A_new_hour_begins_a_new_file()
    {
        using (var recorder = new FrameRecorder(_directory, _clock, NullLogger.Instance))
        {
            recorder.Record("BINANCE", "main", 1, "{}"u8);
            recorder.Flush();
            _clock.Advance(TimeSpan.FromMinutes(31));
            recorder.Record("BINANCE", "main", 2, "{}"u8);
        }

        Assert.Equal(2, Files().Length);
        Assert.Equal([1L, 2L], Files().SelectMany(file => Read(file, out _)).Select(frame => frame.Received));
    }

    [Fact]
    public void A_second_old_frame_survives_a_killed_process()
    {
        using var recorder = new FrameRecorder(_directory, _clock, NullLogger.Instance);
        recorder.Record("BINANCE", "main", 1, "{\"kept\":1}"u8);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var killed = Path.Combine(_directory, "killed");
        File.Copy(Assert.Single(Files()), killed);

        var frames = Read(killed, out _);

        Assert.Equal(1, Assert.Single(frames).Received);
    }

    [Fact]
    public void A_file_that_ends_in_the_middle_is_used_up_to_there()
    {
        using (var recorder = new FrameRecorder(_directory, _clock, NullLogger.Instance))
        {
            var random = new Random(1);
            for (var i = 0; i < 2_000; i++)
            {
                recorder.Record("BINANCE", "main", i, Encoding.ASCII.GetBytes($"{{\"p\":\"{random.NextDouble()}\"}}"));
            }
        }

        var bytes = File.ReadAllBytes(Assert.Single(Files()));
        var cut = Path.Combine(_directory, "cut");
        File.WriteAllBytes(cut, bytes[..(bytes.Length / 2)]);

        var frames = Read(cut, out var isTruncated);

        Assert.True(isTruncated);
        Assert.InRange(frames.Count, 500, 1_500);
        Assert.Equal(Enumerable.Range(0, frames.Count).Select(i => (long)i), frames.Select(frame => frame.Received));
    }

    [Fact]
    public void Plain_text_is_read_too_and_lines_of_no_format_are_counted()
    {
        var file = Path.Combine(_directory, "plain");
        File.WriteAllText(file, "1 spot {\"n\":1}\nnonsense\nGATEIO 2.5 {\"n\":2}\n3 usdm {\"n\":3}");
        using var reader = new RecordingReader(file);
        var seen = new List<string>();

        while (reader.TryRead(out var frame))
        {
            seen.Add($"{frame.Exchange}/{frame.Endpoint} {frame.ReceivedUnixNs}");
        }

        Assert.Equal(["BINANCE/main 1", "GATE/ 2500000000", "BINANCE_FUTURES/public 3"], seen);
        Assert.Equal((4L, 1L, false), (reader.Lines, reader.SkippedLines, reader.IsTruncated));
    }

    [Fact]
    public void A_disk_that_refuses_ends_the_recording_only()
    {
        var blocked = Path.Combine(_directory, "file");
        File.WriteAllText(blocked, string.Empty);
        using var recorder = new FrameRecorder(blocked, _clock, NullLogger.Instance);

        recorder.Record("BINANCE", "main", 1, "{}"u8);
        recorder.Flush();
        recorder.Record("BINANCE", "main", 2, "{}"u8);

        Assert.True(recorder.IsFailed);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string[] Files() => [.. Directory.GetFiles(_directory, "*.gz").Order(StringComparer.Ordinal)];

    private static List<(string Exchange, string Endpoint, long Received, string Payload)> Read(string file, out bool isTruncated)
    {
        using var reader = new RecordingReader(file);
        var frames = new List<(string, string, long, string)>();
        while (reader.TryRead(out var frame))
        {
            frames.Add((frame.Exchange, frame.Endpoint, frame.ReceivedUnixNs, Convert.ToHexString(frame.Payload.Span)));
        }

        isTruncated = reader.IsTruncated;
        return frames;
    }
}
