namespace SqueezeFlow.Core.Signals.Validation;

/// <summary>Outcome of a validation.</summary>
/// <param name="Verdict">Whether the signal may be published.</param>
/// <param name="Codes">Why not, in order of the checks; empty when valid.</param>
/// <param name="Warnings">Oddities that reject nothing; always empty in <see cref="StrategyProfile.Original"/>, where they reject.</param>
public sealed record SignalCheck(SignalVerdict Verdict, IReadOnlyList<string> Codes, IReadOnlyList<string> Warnings)
{
    /// <summary>Whether the signal may be published.</summary>
    public bool IsValid => Verdict == SignalVerdict.Valid;

    internal static SignalCheck Of(SignalVerdict verdict, string code, IReadOnlyList<string> warnings) => new(verdict, [code], warnings);
}
