using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade.Messages;

/// <summary>How the message websocket stands. Written by its loop, read by many.</summary>
internal sealed class MessageLinkStatus(FreqtradeOptions options)
{
    private volatile bool _isConnected;
    private volatile string? _misfit;
    private volatile string? _lastProblem;

    /// <summary>Whether there is a token to connect with.</summary>
    public bool IsWanted { get; } = !options.WebsocketToken.IsEmpty || options.Authentication == FreqtradeAuthentication.Token;

    /// <summary>Whether messages come.</summary>
    public bool IsConnected => _isConnected;

    /// <summary>What somebody has to mend before it can connect; null when there is nothing.</summary>
    public string? Misfit => _misfit;

    /// <summary>What kept it from connecting, or ended the last connection; null when nothing did.</summary>
    public string? LastProblem => _lastProblem;

    public void Connect() => (_isConnected, _misfit, _lastProblem) = (true, null, null);

    /// <summary>A connection ended, or did not come about.</summary>
    public void Disconnect(string problem, bool isMisfit) => (_isConnected, _misfit, _lastProblem) = (false, isMisfit ? problem : null, problem);
}
