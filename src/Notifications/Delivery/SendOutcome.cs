namespace SqueezeFlow.Notifications.Delivery;

/// <summary>What became of an attempt.</summary>
/// <param name="Problem">Why the message was not taken, in words without secrets; null when it was.</param>
/// <param name="MayRepeat">Whether another attempt may bring something.</param>
/// <param name="RetryAfter">How long the other side wants to be left alone; null when it does not say.</param>
internal sealed record SendOutcome(string? Problem, bool MayRepeat = false, TimeSpan? RetryAfter = null)
{
    /// <summary>The message was taken.</summary>
    public static SendOutcome Delivered { get; } = new((string?)null);

    /// <summary>Whether the message was taken.</summary>
    public bool IsDelivered => Problem is null;

    /// <summary>It was not taken, and would not be another time.</summary>
    public static SendOutcome Refused(string problem) => new(problem);

    /// <summary>It was not taken this time.</summary>
    public static SendOutcome Missed(string problem, TimeSpan? retryAfter = null) => new(problem, true, retryAfter);
}
