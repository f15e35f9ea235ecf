using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace SqueezeFlow.Simulation.Paper;

/// <summary>The paper account. Section <c>Paper</c>.</summary>
public sealed class PaperOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Paper";

    /// <summary>Cash of a new account, USD; an account with books keeps its own.</summary>
    [Range(typeof(decimal), "1", "1000000000")]
    public decimal InitialUsd { get; set; } = 10_000m;

    /// <summary>Fee per side as a share of the position's value: 0.001 is 0.1 %.</summary>
    [Range(typeof(decimal), "0", "0.05")]
    public decimal FeeRate { get; set; } = 0.001m;

    /// <summary>Most positions open at once.</summary>
    [Range(1, 1_000)]
    public int MaxOpenPositions { get; set; } = 2;

    /// <summary>Smallest margin of a position, USD. A wish up to 30 % below is raised to it, a smaller one refused.</summary>
    [Range(typeof(decimal), "0", "1000000")]
    public decimal MinStakeUsd { get; set; } = 5m;

    /// <summary>Largest leverage; higher wishes are cut to it.</summary>
    [Range(1, 125)]
    public int MaxLeverage { get; set; } = 10;
}

[OptionsValidator]
internal sealed partial class PaperOptionsValidator : IValidateOptions<PaperOptions>;
