using SqueezeFlow.Core.Views.Accounts;
using SqueezeFlow.Execution.Freqtrade.Mapping;
using SqueezeFlow.Execution.Freqtrade.Messages;
using SqueezeFlow.Execution.Freqtrade.Rest;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade.Inspection;

/// <inheritdoc/>
internal sealed class BotInspection(FreqtradeClient client, PairNames names, MessageLinkStatus messages, FreqtradeOptions options, TimeProvider clock)
    : IBotInspection
{
    public async Task<IReadOnlyList<AccountCheckView>> InspectAsync(EntryExpectations expected, CancellationToken cancellationToken)
    {
        var described = await client.DescribeAsync(cancellationToken).ConfigureAwait(false);
        if (described.Body is not { } bot)
        {
            return [Unreadable(described)];
        }

        var health = await client.HealthAsync(cancellationToken).ConfigureAwait(false);
        var whitelist = await client.WhitelistAsync(cancellationToken).ConfigureAwait(false);
        var balance = await client.BalanceAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            AccountCheckView.Ok("address", $"{options.Url} answers, and takes user and password"),
            .. IdentityChecks.Of(bot, options),
            .. OrderChecks.Of(bot, expected),
            RunningChecks.Loop(health, clock.GetUtcNow(), options),
            RunningChecks.Clock(client.ClockAhead),
            RunningChecks.Whitelist(whitelist, bot, names, expected),
            RunningChecks.Money(balance, expected, options),
            MessageCheck.Of(messages),
        ];
    }

    private AccountCheckView Unreadable(FreqtradeReply<BotDescription> reply) => reply.Kind switch
    {
        ReplyKind.Unauthorized => AccountCheckView.Wrong(
            "credentials",
            $"the bot refuses them: {reply.Reason}",
            "the user and password of its api_server",
            $"give the service the bot's own: {Key("Username")}, {Key("Password")} or {Key("PasswordFile")}"),
        ReplyKind.NotSent => AccountCheckView.Wrong(
            "address",
            $"{options.Url} cannot be reached: {reply.Reason}",
            "a bot that listens",
            $"start the bot, let its api_server listen where the service can reach it, or correct {Key("Url")}"),
        _ => AccountCheckView.Wrong(
            "address",
            $"{options.Url} does not answer as a bot does: {reply.Kind}: {reply.Reason}",
            "the answer of FreqTrade's /api/v1/show_config",
            $"see the bot's log, and whether {Key("Url")} names the bot itself"),
    };

    private static string Key(string name) => $"{FreqtradeOptions.Section}:{name}";
}
