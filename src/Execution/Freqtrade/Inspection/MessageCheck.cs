using SqueezeFlow.Core.Views.Accounts;
using SqueezeFlow.Execution.Freqtrade.Messages;

namespace SqueezeFlow.Execution.Freqtrade.Inspection;

/// <summary>Whether the bot's message websocket tells us of trades at once.</summary>
internal static class MessageCheck
{
    public static AccountCheckView Of(MessageLinkStatus messages) => messages switch
    {
        { IsWanted: false } => AccountCheckView.Ok("websocket", "not used: no token was given (Execution:Freqtrade:WebsocketToken), the account is looked at every few seconds all the same"),
        { IsConnected: true } => AccountCheckView.Ok("websocket", "connected"),
        { Misfit: { } misfit } => AccountCheckView.Wrong("websocket", misfit, "a connection", "give the service the ws_token of the bot's api_server: Execution:Freqtrade:WebsocketToken or :WebsocketTokenFile"),
        _ => AccountCheckView.Note("websocket", $"not connected: {messages.LastProblem ?? "not tried yet"}", "a connection", "see the bot's log; it is tried again, and the account is looked at every few seconds all the same"),
    };
}
