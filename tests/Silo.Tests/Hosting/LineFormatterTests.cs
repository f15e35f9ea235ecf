using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Silo.Hosting;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Hosting;

/// <summary>What a reader of the log gets.</summary>
public sealed class LineFormatterTests
{
    private readonly LineFormatter _formatter = new(new ManualClock(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void An_entry_is_one_line_with_time_level_and_source() =>
        Assert.Equal(["2026-03-01T12:00:00.000Z warn: SqueezeFlow.Feeds[7] two lines"], Write("two\nlines", null));

    [Fact]
    public void What_a_network_or_a_disk_did_comes_without_a_trace()
    {
        foreach (var expected in new Exception[] { new IOException("no disk"), new HttpRequestException("no name"), new TimeoutException("no answer") })
        {
            Assert.Equal([$"2026-03-01T12:00:00.000Z warn: SqueezeFlow.Feeds[7] failed: {expected.Message}"], Write("failed", Thrown(expected)));
        }
    }

    [Fact]
    public void A_bug_comes_with_its_trace_a_line_per_frame()
    {
        var lines = Write("failed", Thrown(new InvalidOperationException("never")));

        Assert.EndsWith("failed: InvalidOperationException: never", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("    at ", StringComparison.Ordinal) && line.Contains(nameof(Thrown), StringComparison.Ordinal));
    }

    [Fact]
    public void No_line_is_longer_than_it_may_be()
    {
        Exception[] causes = [Thrown(new IOException(new string('x', 9_000))), Thrown(new InvalidOperationException(new string('y', 9_000)))];

        Assert.All(causes.SelectMany(cause => Write(new string('z', 400), cause)), line => Assert.InRange(line.Length, 1, LineFormatter.Longest));
    }

    [Fact]
    public void Advice_that_was_measured_and_not_followed_is_left_out()
    {
        using var writer = new StringWriter();
        _formatter.Write(new LogEntry<string>(LogLevel.Warning, "Orleans.Runtime.Silo", 100405, "use the server's collector", null, (state, _) => state), null, writer);

        Assert.Empty(writer.ToString());
    }

    private static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception caught) when (caught == exception)
        {
            return caught;
        }
    }

    private string[] Write(string message, Exception? exception)
    {
        using var writer = new StringWriter();
        _formatter.Write(new LogEntry<string>(LogLevel.Warning, "SqueezeFlow.Feeds", 7, message, exception, (state, _) => state), null, writer);
        return writer.ToString().TrimEnd().Split(Environment.NewLine);
    }
}
