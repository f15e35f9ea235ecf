using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace SqueezeFlow.Silo.Hosting;

/// <summary>
/// One line of at most <see cref="Longest"/> characters per entry. What a disk, a network or a time-out did is told by its message; only what
/// nobody expected comes with its trace, a line per frame.
/// </summary>
internal sealed class LineFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    /// <summary>Name under which it is chosen.</summary>
    public const string FormatterName = "line";

    /// <summary>Characters of a line at most.</summary>
    public const int Longest = 480;

    private const int HeapAdvice = 100405;
    private const int MostFrames = 40;
    private const string Cut = " ...";

    private static readonly string[] Levels = ["trce", "dbug", "info", "warn", "fail", "crit", "none"];

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (IsAdvice(logEntry.Category, logEntry.EventId))
        {
            return;
        }

        var text = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var cause = logEntry.Exception is { } e ? $": {Describe(e)}" : "";
        WriteLine(textWriter, string.Create(
            CultureInfo.InvariantCulture,
            $"{clock.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {Levels[(int)logEntry.LogLevel]}: {logEntry.Category}[{logEntry.EventId.Id}] {text}{cause}"));
        if (logEntry.Exception is { } unexpected && !IsExpected(unexpected))
        {
            foreach (var frame in unexpected.ToString().Split('\n').Skip(1).Take(MostFrames))
            {
                WriteLine(textWriter, $"    {frame.Trim()}");
            }
        }
    }

    // Orleans advises the server's collector of garbage at every start; this service measured the workstation's to be the better one for it.
    private static bool IsAdvice(string category, EventId id) => id.Id == HeapAdvice && category == "Orleans.Runtime.Silo";

    // What lies outside the program fails in ways that its message says best.
    private static bool IsExpected(Exception e) => e is IOException or HttpRequestException or TimeoutException or OperationCanceledException
        or System.Net.Sockets.SocketException or UnauthorizedAccessException or OrleansException or StackExchange.Redis.RedisException;

    private static string Describe(Exception e) => IsExpected(e) ? e.Message : $"{e.GetType().Name}: {e.Message}";

    private static void WriteLine(TextWriter writer, string text)
    {
        var line = text.ReplaceLineEndings(" ");
        writer.WriteLine(line.Length <= Longest ? line : string.Concat(line.AsSpan(0, Longest - Cut.Length), Cut));
    }
}
