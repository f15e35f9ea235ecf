using System.Globalization;

namespace SqueezeFlow.Core.Orders.Accounts;

/// <summary>Which entries an account takes.</summary>
/// <param name="Account">Its name.</param>
/// <param name="Symbols">Base coins; empty for all.</param>
/// <param name="MinScore">Least score.</param>
/// <param name="MaxScore">Score from which it takes none; <see cref="BestScore"/> itself is taken.</param>
public sealed record AccountRoute(string Account, IReadOnlyList<string> Symbols, double MinScore, double MaxScore)
{
    /// <summary>The best score there is.</summary>
    public const double BestScore = 10;

    private bool HasAllScores => MinScore <= 0 && MaxScore >= BestScore;

    /// <summary>A route as settings write it: coins separated by commas.</summary>
    public static AccountRoute Of(string account, string symbols, double minScore, double maxScore)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        return new(account, symbols.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), minScore, maxScore);
    }

    /// <summary>Whether it takes a coin, at some score.</summary>
    public bool TakesCoin(string coin) => Symbols.Count == 0 || Symbols.Contains(coin, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it takes a score, of some coin.</summary>
    public bool TakesScore(double score) => score >= MinScore && (score < MaxScore || MaxScore >= BestScore);

    /// <summary>Whether it takes an entry.</summary>
    public bool Takes(string coin, double score) => TakesCoin(coin) && TakesScore(score);

    /// <summary>What it takes, in words: <c>BTC, ETH with a score from 6 to 10</c>.</summary>
    public override string ToString()
    {
        var coins = Symbols.Count == 0 ? "all coins" : string.Join(", ", Symbols);
        return HasAllScores ? coins : $"{coins} with a score from {ScoresInWords}";
    }

    /// <summary>Its scores in words: <c>6 to 10</c>, <c>4 to below 6</c>.</summary>
    internal string ScoresInWords =>
        string.Create(CultureInfo.InvariantCulture, $"{MinScore:0.##} to {(MaxScore >= BestScore ? "" : "below ")}{MaxScore:0.##}");
}
