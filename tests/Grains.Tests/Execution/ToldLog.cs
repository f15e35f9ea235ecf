using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>Keeps what it is told.</summary>
internal sealed class ToldLog : ILogger
{
    public List<(LogLevel Level, string Text)> Told { get; } = [];

    public int CountOf(string part) => Told.Count(line => line.Text.Contains(part, StringComparison.Ordinal));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Told.Add((logLevel, formatter(state, exception)));
}
