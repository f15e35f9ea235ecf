using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Storage.Tests.Redis;

/// <summary>What a class logs.</summary>
internal sealed class ToldLines<T> : ILogger<T>
{
    private readonly MirrorBench.Lines _lines = new();

    public IReadOnlyCollection<string> All => _lines.All;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Log(logLevel, eventId, state, exception, formatter);
}
