namespace SqueezeFlow.Notifications.Delivery;

/// <summary>Waits between attempts: each about twice the one before, drawn from the upper half of its range, so that many senders do not come at once.</summary>
internal static class RetryPace
{
    /// <summary>The longest wait that is drawn.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>The longest wait that another side may ask for.</summary>
    public static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <summary>The wait after so many attempts, one at least.</summary>
    /// <param name="attempts">Attempts so far.</param>
    /// <param name="asked">What the other side asks for; null when it does not.</param>
    /// <param name="draw">A number from 0 to 1.</param>
    public static TimeSpan After(int attempts, TimeSpan? asked, double draw)
    {
        var most = First * Math.Pow(2, Math.Min(attempts, 20));
        var own = (most < Longest ? most : Longest) * (0.5 + (draw / 2));
        return asked is not { } wanted ? own : wanted > LongestAsked ? LongestAsked : wanted > own ? wanted : own;
    }
}
