using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SqueezeFlow.Storage;

/// <summary>Puts a service around the one that is registered, so that several can, in whatever order.</summary>
internal static class ServiceWrapping
{
    /// <summary>Makes what <paramref name="wrap"/> makes of the service stand in its place.</summary>
    /// <exception cref="InvalidOperationException">None is registered, or not by a factory.</exception>
    public static void Wrap<T>(this IServiceCollection services, Func<IServiceProvider, T, T> wrap)
        where T : class
    {
        var make = services.LastOrDefault(service => service.ServiceType == typeof(T))?.ImplementationFactory
            ?? throw new InvalidOperationException($"{typeof(T).Name}: expected one that is registered by a factory, found none");
        services.Replace(ServiceDescriptor.Singleton(provider => wrap(provider, (T)make(provider))));
    }
}
