using System.Globalization;
using SqueezeFlow.Client.Terminals.Writing;

namespace SqueezeFlow.Client.Terminals;

/// <summary>One line on standard error that tells how far a long job is; shown on a screen only, after two seconds.</summary>
internal sealed class ProgressLine : IProgress<long>, IDisposable
{
    private static readonly TimeSpan ShowAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly Terminal _terminal;
    private readonly string _unit;
    private readonly long? _total;
    private readonly long _started;
    private long _shownAt;
    private int _shownLength;

    /// <summary>Starts the clock.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="unit">What is counted, e.g. <c>bars</c>.</param>
    /// <param name="total">How many there are; null when nobody knows.</param>
    public ProgressLine(Terminal terminal, string unit, long? total)
    {
        _terminal = terminal;
        _unit = unit;
        _total = total;
        _started = terminal.Clock.GetTimestamp();
        _shownAt = _started;
    }

    /// <summary>Says how many are done.</summary>
    public void Report(long value)
    {
        lock (_gate)
        {
            var elapsed = _terminal.Clock.GetElapsedTime(_started);
            if (!_terminal.IsErrorScreen || elapsed < ShowAfter || (_shownLength > 0 && _terminal.Clock.GetElapsedTime(_shownAt) < Pace))
            {
                return;
            }

            var text = Text(value, elapsed);
            _terminal.Error.Write("\r" + text.PadRight(_shownLength));
            _terminal.Error.Flush();
            _shownLength = text.Length;
            _shownAt = _terminal.Clock.GetTimestamp();
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_shownLength > 0)
            {
                _terminal.Error.Write("\r" + new string(' ', _shownLength) + "\r");
                _shownLength = 0;
            }
        }
    }

    private string Text(long value, TimeSpan elapsed)
    {
        var perSecond = value / elapsed.TotalSeconds;
        var done = $"{Figures.Count(value)} {_unit}, {Figures.Rate(perSecond)}";
        if (_total is not { } total || total <= 0 || perSecond <= 0)
        {
            return $"{done}, {Figures.Span(elapsed)}";
        }

        var share = string.Create(CultureInfo.InvariantCulture, $"{Math.Min(100, value * 100 / total)} %");
        var left = TimeSpan.FromSeconds(Math.Max(0, total - value) / perSecond);
        return $"{share} of {Figures.Count(total)}: {done}, {Figures.Span(left)} left";
    }
}
