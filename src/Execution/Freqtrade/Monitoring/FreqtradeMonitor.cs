using SqueezeFlow.Execution.Freqtrade.Messages;
using SqueezeFlow.Execution.Freqtrade.Rest;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade.Monitoring;

/// <inheritdoc/>
internal sealed class FreqtradeMonitor(
    FreqtradeClient client, EntryBreaker breaker, MessageLinkStatus messages, FreqtradeOptions options, TimeProvider clock) : IFreqtradeMonitor
{
    public async Task<FreqtradeStatus> CheckAsync(CancellationToken cancellationToken) =>
        await LookAsync(cancellationToken).ConfigureAwait(false) with
        {
            Notes = messages.Misfit is { } misfit ? [misfit] : [],
            IsListening = messages.IsWanted ? messages.IsConnected : null,
        };

    private async Task<FreqtradeStatus> LookAsync(CancellationToken cancellationToken)
    {
        var config = await client.ShowConfigAsync(cancellationToken).ConfigureAwait(false);
        if (config.Body is not { } bot)
        {
            var isThere = config.Kind is not (ReplyKind.NotSent or ReplyKind.Lost);
            var problem = config.Kind == ReplyKind.Unauthorized
                ? $"the bot refuses user or password ({config.Reason}): correct {FreqtradeOptions.Section}:{nameof(options.Username)} and :{nameof(options.Password)}"
                : $"/show_config: {config.Kind}: {config.Reason}";
            return new(isThere, false, null, null, null, null, null, null, breaker.PausedUntil, [problem]);
        }

        var health = await client.HealthAsync(cancellationToken).ConfigureAwait(false);
        var age = clock.GetUtcNow() - health.Body?.LastLoopAt();
        string[] problems = [.. Problems(bot, health, age)];
        return new(
            true,
            problems.Length == 0,
            bot.BotName,
            bot.Version,
            bot.State,
            bot.DryRun,
            bot.TradingMode,
            age,
            breaker.PausedUntil,
            problems);
    }

    private IEnumerable<string> Problems(BotConfig bot, FreqtradeReply<BotHealth> health, TimeSpan? age)
    {
        foreach (var misfit in BotCheck.Misfits(bot, options))
        {
            yield return misfit;
        }

        if (BotCheck.NotNow(bot) is { } wait)
        {
            yield return wait;
        }

        if (!health.IsOk)
        {
            yield return $"/health: {health.Kind}: {health.Reason}";
        }
        else if (age is null || age > options.StaleAfter)
        {
            yield return $"the bot's loop does not run: expected one within {options.StaleAfter}, found {age?.ToString() ?? "none"}";
        }

        if (breaker.PausedUntil is { } until)
        {
            yield return $"entries are paused until {until:HH:mm:ss} UTC";
        }
    }
}
