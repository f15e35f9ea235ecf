using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Notices;

namespace SqueezeFlow.Client.Commands.Service;

/// <summary>Sends a test over every channel of the service.</summary>
internal sealed class NotifyTestCommand(CommandEnvironment environment)
    : ConsoleCommand(environment, "test", "Send a test over every channel; exit code 1 if one does not take it", "notify test", "notify test --json")
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var answer = await run.Service.SendAsync<object, ChannelTests>(ApiPaths.NotificationTest, new { }, cancellationToken);
        run.Show(answer, tests => Table(tests).Write(run.Terminal, "no channel is switched on (Notifications:Webhook:Enabled, Notifications:Telegram:Enabled)"));
        return answer.Value.Channels is { Count: > 0 } channels && channels.All(channel => channel.Delivered) ? ConsoleExit.Done : ConsoleExit.Failed;
    }

    private static Sheet Table(ChannelTests tests)
    {
        var sheet = new Sheet("channel", "outcome", Column.Prose("why"));
        foreach (var channel in tests.Channels)
        {
            sheet.Add(channel.Channel, channel.Delivered ? new Cell("delivered", Tone.Good) : new Cell("failed", Tone.Bad), channel.Problem);
        }

        return sheet;
    }
}
