using Microsoft.Extensions.Options;
using SqueezeFlow.Notifications;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Configuration.Checks;

/// <summary>Asks the parts behind the ports what they think of their options, without starting any.</summary>
internal static class PortCheck
{
    /// <summary>Every problem of options that are not looked at property by property before.</summary>
    public static IReadOnlyList<ConfigurationProblem> Run(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddLogging();
        services.AddNotifications(isOn: false);
        services.AddPorts(configuration, mayUseBot: true);
        services.AddFurtherAccounts(configuration);
        using var provider = services.BuildServiceProvider();
        try
        {
            provider.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException failure)
        {
            return Problems([failure]);
        }
        catch (AggregateException failures)
        {
            return Problems(failures.InnerExceptions.OfType<OptionsValidationException>());
        }
    }

    private static List<ConfigurationProblem> Problems(IEnumerable<OptionsValidationException> failures) =>
        [.. failures.SelectMany(failure => failure.Failures).Select(ConfigurationProblem.Said)];
}
