using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Execution.Freqtrade.Messages;

/// <summary>
/// Keeps the message websocket connected, with growing waits between tries, and rings the bell at each message and after each connection. What
/// the messages say is not believed: they are not repeated, and some are missed. A bot without a websocket is looked at at its usual pace.
/// </summary>
internal sealed partial class MessageLink(
    MessageSocket socket, MessageLinkStatus status, StirBell bell, TimeProvider clock, ILogger<MessageLink> log) : BackgroundService
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>A connection that lasted this long was a good one: the next wait is the first again.</summary>
    private static readonly TimeSpan GoodAfter = TimeSpan.FromSeconds(30);

    private bool _isTold;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        status.IsWanted ? Task.WhenAll(bell.RunAsync(stoppingToken), KeepAsync(stoppingToken)) : Task.CompletedTask;

    private async Task KeepAsync(CancellationToken stopping)
    {
        var wait = FirstWait;
        while (true)
        {
            long? connected = null;
            var (problem, isMisfit) = await socket.RunAsync(
                () =>
                {
                    connected = clock.GetTimestamp();
                    Connected();
                },
                OnMessage,
                stopping).ConfigureAwait(false);
            status.Disconnect(problem, isMisfit);
            ExecutionMeter.Disconnects.Add(1);
            Tell(problem);
            wait = connected is { } since && clock.GetElapsedTime(since) >= GoodAfter ? FirstWait : wait;
            await Task.Delay(wait, clock, stopping).ConfigureAwait(false);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private void Connected()
    {
        status.Connect();
        _isTold = false;
        LogConnected(log);

        // What happened while nobody listened is not told again.
        bell.Ring();
    }

    private void OnMessage(ReadOnlyMemory<byte> frame)
    {
        var topic = BotMessage.TopicOf(frame);
        ExecutionMeter.Messages.Add(1, new TagList { { "topic", topic ?? "other" } });
        if (topic is not null)
        {
            bell.Ring();
        }
    }

    private void Tell(string problem)
    {
        if (!_isTold)
        {
            _isTold = true;
            LogDisconnected(log, problem);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "FreqTrade's message websocket is connected")]
    private static partial void LogConnected(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "FreqTrade's message websocket is not connected: {Problem}; it is tried again, and the account is looked at every few seconds meanwhile")]
    private static partial void LogDisconnected(ILogger logger, string problem);
}
