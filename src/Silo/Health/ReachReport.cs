using SqueezeFlow.Exchanges.Rest.Requests;

namespace SqueezeFlow.Silo.Health;

/// <summary>Says in one line which venues do not answer: when that has settled, and again when it has changed, at most once a minute.</summary>
internal sealed partial class ReachReport(VenueReach reach, TimeProvider clock, ILogger<ReachReport> log) : BackgroundService
{
    /// <summary>Between two looks; what two of them agree on has settled.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    private string? _seen;
    private string? _reported;
    private long? _reportedAt;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Look(reach.Sentence);
        }
    }

    private void Look(string? sentence)
    {
        var hasSettled = sentence == _seen;
        _seen = sentence;
        if (!hasSettled || sentence == _reported || (_reportedAt is { } at && clock.GetElapsedTime(at) < Between))
        {
            return;
        }

        (_reported, _reportedAt) = (sentence, clock.GetTimestamp());
        if (sentence is null)
        {
            LogAnswers();
        }
        else
        {
            LogUnreachable(sentence);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private partial void LogUnreachable(string sentence);

    [LoggerMessage(Level = LogLevel.Information, Message = "Every venue answers")]
    private partial void LogAnswers();
}
