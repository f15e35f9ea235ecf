namespace SqueezeFlow.Silo.Commands.Demo;

/// <summary>Where a demo trades.</summary>
internal enum DemoExecution
{
    /// <summary>A paper account.</summary>
    Paper,

    /// <summary>A simulated bot inside the process, over HTTP.</summary>
    FreqtradeDouble,

    /// <summary>The bot that the configuration names, which must be in dry run.</summary>
    Freqtrade,
}
