using Microsoft.Extensions.Options;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Api.External;

/// <summary>How many signals from outside are taken within a minute. Safe for concurrent use.</summary>
internal sealed class SignalRate(IOptions<ExternalSignalOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _taken = new();

    /// <summary>Takes one more; else tells when there is room again.</summary>
    public bool TryTake(out TimeSpan wait)
    {
        wait = default;
        var most = options.Value.MaxPerMinute;
        if (most == 0)
        {
            return true;
        }

        lock (_gate)
        {
            var now = clock.GetUtcNow();
            while (_taken.TryPeek(out var oldest) && now - oldest >= Span)
            {
                _taken.Dequeue();
            }

            if (_taken.Count < most)
            {
                _taken.Enqueue(now);
                return true;
            }

            wait = Span - (now - _taken.Peek());
            return false;
        }
    }
}
