using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Api.External;

/// <summary>How many signals from outside are taken within a minute, by all processes together. Safe for concurrent use.</summary>
/// <param name="options">How many.</param>
/// <param name="clock">Wall time.</param>
/// <param name="marks">What several processes count together; null for one alone.</param>
internal sealed class SignalRate(IOptions<ExternalSignalOptions> options, TimeProvider clock, ISharedMarks? marks = null)
{
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _taken = new();

    /// <summary>Takes one more, zero; else tells when there is room again.</summary>
    /// <exception cref="IOException">What several processes count together cannot be reached.</exception>
    public async Task<TimeSpan> TakeAsync(CancellationToken cancellationToken) => options.Value.MaxPerMinute switch
    {
        0 => TimeSpan.Zero,
        var most when marks is not null => await marks.TakeTurnAsync("external-signals", most, Span, cancellationToken),
        var most => Take(most),
    };

    private TimeSpan Take(int most)
    {
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
                return TimeSpan.Zero;
            }

            return Span - (now - _taken.Peek());
        }
    }
}
