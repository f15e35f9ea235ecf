namespace SqueezeFlow.Execution.Freqtrade.Rest;

/// <summary>One HTTP exchange, classified but not parsed.</summary>
internal readonly record struct FreqtradeAnswer(ReplyKind Kind, byte[] Body, string Reason);

/// <summary>One call, parsed. <paramref name="Body"/> is set exactly when <paramref name="Kind"/> is <see cref="ReplyKind.Ok"/>.</summary>
internal readonly record struct FreqtradeReply<T>(ReplyKind Kind, T? Body, string Reason)
    where T : class
{
    public bool IsOk => Kind == ReplyKind.Ok;

    /// <summary>Whether it counts against the bot: no answer, or a fault inside the call.</summary>
    public bool IsFailure => Kind is ReplyKind.NotSent or ReplyKind.Lost or ReplyKind.Failed;

    /// <summary>The body, or the reason as an exception.</summary>
    public T OrThrow(string call) => Body ?? throw new IOException($"FreqTrade {call}: expected an answer, found {Kind}: {Reason}");
}
