namespace SqueezeFlow.Lab.Verdicts;

/// <summary>Whether evidence shows an edge, and why not.</summary>
/// <param name="HasEdge">Whether everything speaks for one.</param>
/// <param name="Objections">What speaks against it, most basic first; empty when nothing does.</param>
public sealed record EdgeVerdict(bool HasEdge, IReadOnlyList<string> Objections)
{
    /// <summary>Closed trades below which nothing is judged.</summary>
    public const int FewestTrades = 30;

    private const double Sure = 0.95;
    private const double Rare = 0.05;
    private const double Coin = 0.5;

    /// <summary>Whether there are too few trades to judge anything.</summary>
    public bool HasTooFewTrades { get; private init; }

    /// <summary>The verdict in a sentence; too few trades are said before anything else.</summary>
    public string Sentence => HasEdge ? "An edge is shown: it is unlikely to be luck, whatever it will be tomorrow."
        : HasTooFewTrades ? Begun($"{string.Join("; ", Objections.Skip(1).Prepend(Objections[0] + ": no edge is shown"))}.")
        : $"No edge is shown: {string.Join("; ", Objections)}.";

    /// <summary>Judges: all tests have to be passed, each at one in twenty.</summary>
    public static EdgeVerdict Of(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        List<string> objections = [];
        if (evidence.Trades < FewestTrades)
        {
            objections.Add($"fewer than {FewestTrades} closed trades ({evidence.Trades}), too few to judge");
        }

        if (evidence.LookAhead is { IsClean: false } ahead)
        {
            objections.Add($"signals change when later bars are cut off ({ahead.Findings.Count} of {ahead.Cuts} cuts): they know the future");
        }

        if (evidence.WarmUp is { IsClean: false } warmUp)
        {
            objections.Add($"signals depend on where the recording began ({warmUp.Findings.Count} of {warmUp.Cuts} cuts)");
        }

        if (!(evidence.MeanReturn.Low > 0))
        {
            objections.Add(Text($"the mean return of a day may as well be {evidence.MeanReturn.Low:0.####} % (90 % interval {evidence.MeanReturn.Low:0.####} to {evidence.MeanReturn.High:0.####})"));
        }

        if (!(evidence.Permutation <= Rare))
        {
            objections.Add(Text($"random entry times gain as much in {evidence.Permutation:0.#%} of the cases"));
        }

        if (!(evidence.DeflatedSharpe >= Sure))
        {
            objections.Add(evidence.Trials > 1
                ? Text($"its Sharpe ratio is above what the best of {evidence.Trials} without an edge would show with a probability of only {evidence.DeflatedSharpe:0.#%}")
                : Text($"its Sharpe ratio is above zero with a probability of only {evidence.DeflatedSharpe:0.#%}"));
        }

        if (evidence.Overfitting is { } overfitting && !(overfitting < Coin))
        {
            objections.Add(Text($"what is best in one half of the time is below the middle in the other in {overfitting:0.#%} of the splits"));
        }

        return new(objections.Count == 0, objections) { HasTooFewTrades = evidence.Trades < FewestTrades };
    }

    private static string Begun(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
