using SqueezeFlow.Client.Terminals.Writing;

namespace SqueezeFlow.Client.Terminals;

/// <summary>Tells on standard error that an answer is awaited; shown on a screen only, after two seconds.</summary>
internal sealed class WaitingLine : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Terminal _terminal;
    private readonly string _awaited;
    private readonly long _started;
    private readonly ITimer? _timer;
    private int _shownLength;

    /// <summary>Starts the clock.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="awaited">What is awaited.</param>
    public WaitingLine(Terminal terminal, string awaited)
    {
        (_terminal, _awaited, _started) = (terminal, awaited, terminal.Clock.GetTimestamp());
        _timer = terminal.IsErrorScreen
            ? terminal.Clock.CreateTimer(_ => Show(), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1))
            : null;
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            if (_shownLength > 0)
            {
                _terminal.Error.Write("\r" + new string(' ', _shownLength) + "\r");
            }

            _shownLength = -1;
        }
    }

    private void Show()
    {
        lock (_gate)
        {
            if (_shownLength >= 0)
            {
                var text = $"waiting for {_awaited}, {Figures.Span(_terminal.Clock.GetElapsedTime(_started))}";
                _terminal.Error.Write("\r" + text.PadRight(_shownLength));
                _shownLength = Math.Max(_shownLength, text.Length);
            }
        }
    }
}
